//! Ages, as far as counts and rules need them.

use crate::people::AgeBand;

/// The age tiles of the entry without an account, in the order in which they are shown; the last is for those who
/// would rather not say.
pub const AGE_TILES: [AgeBand; 8] = [
    AgeBand::MoinsDeDouze,
    AgeBand::DouzeDixHuit,
    AgeBand::DixHuitVingtQuatre,
    AgeBand::VingtCinqTrenteNeuf,
    AgeBand::QuaranteCinquanteNeuf,
    AgeBand::SoixanteSoixanteNeuf,
    AgeBand::SoixanteDixPlus,
    AgeBand::NonCommunique,
];

/// The band of somebody whose year of birth is known; years that no living person has give
/// [`AgeBand::NonCommunique`]. Without the day, it is the band of the age reached in the current year.
pub fn age_band(birth_year: i16, current_year: i16) -> AgeBand {
    match current_year.checked_sub(birth_year).map(u8::try_from) {
        Some(Ok(age)) => band_of(age),
        _ => AgeBand::NonCommunique,
    }
}

/// The band of an age in completed years.
pub fn band_of(age: u8) -> AgeBand {
    match age {
        0..12 => AgeBand::MoinsDeDouze,
        12..18 => AgeBand::DouzeDixHuit,
        18..25 => AgeBand::DixHuitVingtQuatre,
        25..40 => AgeBand::VingtCinqTrenteNeuf,
        40..60 => AgeBand::QuaranteCinquanteNeuf,
        60..70 => AgeBand::SoixanteSoixanteNeuf,
        70..=120 => AgeBand::SoixanteDixPlus,
        121.. => AgeBand::NonCommunique,
    }
}

/// The age by which rules judge somebody of whom only the band is known: the youngest of the band, so that a rule
/// that protects the young is never passed by accident.
pub fn youngest(band: AgeBand) -> Option<u8> {
    match band {
        AgeBand::MoinsDeDouze => Some(0),
        AgeBand::DouzeDixHuit => Some(12),
        AgeBand::DixHuitVingtQuatre => Some(18),
        AgeBand::VingtCinqTrenteNeuf => Some(25),
        AgeBand::QuaranteCinquanteNeuf => Some(40),
        AgeBand::SoixanteSoixanteNeuf => Some(60),
        AgeBand::SoixanteDixPlus => Some(70),
        AgeBand::NonCommunique => None,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(2026, AgeBand::MoinsDeDouze)]
    #[case(2015, AgeBand::MoinsDeDouze)]
    #[case(2014, AgeBand::DouzeDixHuit)]
    #[case(2008, AgeBand::DixHuitVingtQuatre)]
    #[case(2001, AgeBand::VingtCinqTrenteNeuf)]
    #[case(1986, AgeBand::QuaranteCinquanteNeuf)]
    #[case(1966, AgeBand::SoixanteSoixanteNeuf)]
    #[case(1956, AgeBand::SoixanteDixPlus)]
    #[case(1906, AgeBand::SoixanteDixPlus)]
    #[case(1905, AgeBand::NonCommunique)]
    #[case(2027, AgeBand::NonCommunique)]
    #[case(i16::MIN, AgeBand::NonCommunique)]
    fn bands_follow_the_year_of_birth(#[case] birth_year: i16, #[case] band: AgeBand) {
        assert_eq!(age_band(birth_year, 2026), band);
    }

    #[test]
    fn the_youngest_of_a_band_is_the_first_of_that_band() {
        for band in AGE_TILES {
            let Some(age) = youngest(band) else { continue };
            assert_eq!(band_of(age), band);
            assert!(age == 0 || band_of(age - 1) != band);
        }
    }
}
