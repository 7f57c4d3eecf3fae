//! What a program says that was started with arguments that make no sense: one line, whatever the program.

/// The exit code of a wrong use.
pub const WRONG_USE: u8 = 2;

/// One line from the several that the parser of arguments writes about a mistake.
pub fn one_line(program: &str, message: &str) -> String {
    let what =
        if message.starts_with("error:") { mistake(message) } else { "a command is missing".to_owned() };
    format!("{program}: {what} (see: {program} --help)")
}

/// What was wrong, without the usage and the hints that follow.
fn mistake(message: &str) -> String {
    let lines = message
        .lines()
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more information"))
        .map(|line| line.trim().trim_start_matches("error: "))
        .filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistake_is_one_line_with_all_that_was_missing() {
        let message = "error: the following required arguments were not provided:\n  --data <DIR>\n  --site <NAME>\n\n\
                       Usage: epn-hub init --data <DIR> --site <NAME>\n\nFor more information, try '--help'.\n";
        assert_eq!(
            one_line("epn-hub", message),
            "epn-hub: the following required arguments were not provided: --data <DIR> --site <NAME> (see: epn-hub --help)"
        );
    }

    #[test]
    fn help_in_place_of_a_message_means_that_the_command_is_missing() {
        let help = "The server of a public digital space\n\nUsage: epn-hub <COMMAND>\n";
        assert_eq!(one_line("epn-hub", help), "epn-hub: a command is missing (see: epn-hub --help)");
    }
}
