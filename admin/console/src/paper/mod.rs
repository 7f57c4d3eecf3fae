//! Documents on paper.

mod card;
mod close;
mod fonts;
mod pages;
mod poster;
mod receipt;
mod sheet;
mod statement;
mod ticket;

pub use card::CardSheet;
pub use close::CloseSheet;
pub use poster::PosterSheet;
pub use receipt::ReceiptSheet;
pub use statement::StatementSheet;
pub use ticket::TicketSheet;

/// A name for a file: small letters, digits and hyphens, so that every disk takes it.
pub fn file_name(stem: &str, extension: &str) -> String {
    let mut name = String::new();
    for letter in stem.to_lowercase().chars() {
        match letter {
            'à' | 'â' | 'ä' => name.push('a'),
            'ç' => name.push('c'),
            'é' | 'è' | 'ê' | 'ë' => name.push('e'),
            'î' | 'ï' => name.push('i'),
            'ô' | 'ö' => name.push('o'),
            'ù' | 'û' | 'ü' => name.push('u'),
            letter if letter.is_ascii_alphanumeric() => name.push(letter),
            _ if name.ends_with('-') || name.is_empty() => {}
            _ => name.push('-'),
        }
    }
    format!("{}.{extension}", name.trim_end_matches('-'))
}

#[cfg(test)]
mod tests;
