//! Tables as files: as CSV for spreadsheets, as JSON for programs.

use std::borrow::Cow;

use epn_rules::units::Cents;
use serde_json::{Map, Number, Value};

use crate::cell::inert;

/// Stands where a count is hidden.
const HIDDEN: &str = "*";

/// What stands in a row under a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Datum {
    /// There is nothing to say.
    Nothing,
    Text(String),
    Count(u64),
    Amount(Cents),
    /// A count that is not told.
    Hidden,
}

impl Datum {
    /// A text; nothing if there is none, or it is empty.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map(Into::into).filter(|text| !text.is_empty()).map_or(Self::Nothing, Self::Text)
    }

    /// As a cell of a spreadsheet.
    fn cell(&self) -> Cow<'_, str> {
        match self {
            Self::Nothing => Cow::Borrowed(""),
            Self::Text(text) => inert(text),
            Self::Count(count) => Cow::Owned(count.to_string()),
            Self::Amount(amount) => Cow::Owned(euros(*amount)),
            Self::Hidden => Cow::Borrowed(HIDDEN),
        }
    }

    fn json(&self) -> Value {
        match self {
            Self::Nothing => Value::Null,
            Self::Text(text) => text.as_str().into(),
            Self::Count(count) => (*count).into(),
            Self::Amount(amount) => euros(*amount).parse::<Number>().map_or(Value::Null, Value::Number),
            Self::Hidden => HIDDEN.into(),
        }
    }
}

/// Rows under named columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    pub heads: Vec<&'static str>,
    pub rows: Vec<Vec<Datum>>,
}

impl Sheet {
    /// The names of the columns, then a line a row. No text is a formula there.
    pub fn csv(&self) -> Result<Vec<u8>, csv::Error> {
        let mut file = csv::Writer::from_writer(Vec::new());
        file.write_record(&self.heads)?;
        for row in &self.rows {
            file.write_record(row.iter().map(|datum| datum.cell().into_owned()))?;
        }
        file.into_inner().map_err(|error| error.into_error().into())
    }

    /// An object a row, by the names of the columns; amounts in euros, what is not said is null.
    pub fn json(&self) -> serde_json::Result<Vec<u8>> {
        let object = |row: &Vec<Datum>| {
            let members = self.heads.iter().zip(row);
            members.map(|(head, datum)| ((*head).to_owned(), datum.json())).collect::<Map<_, _>>()
        };
        let rows: Vec<_> = self.rows.iter().map(object).collect();
        let mut file = serde_json::to_vec(&rows)?;
        file.push(b'\n');
        Ok(file)
    }
}

/// An amount in euros, with a point.
fn euros(Cents(cents): Cents) -> String {
    let sign = if cents < 0 { "-" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}{}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_table_is_a_spreadsheet_and_what_programs_read() {
        let row = vec![
            Datum::text(Some("=1+1")),
            Datum::Count(7),
            Datum::Amount(Cents(-5)),
            Datum::Amount(Cents(123_450)),
            Datum::Hidden,
            Datum::text(None::<String>),
        ];
        let sheet = Sheet { heads: vec!["a", "b", "c", "d", "e", "f"], rows: vec![row] };
        let csv = String::from_utf8(sheet.csv().unwrap()).unwrap();
        assert_eq!(csv, "a,b,c,d,e,f\n'=1+1,7,-0.05,1234.50,*,\n");
        let json = String::from_utf8(sheet.json().unwrap()).unwrap();
        let expected = "[{\"a\":\"=1+1\",\"b\":7,\"c\":-0.05,\"d\":1234.5,\"e\":\"*\",\"f\":null}]\n";
        assert_eq!(json, expected);
    }
}
