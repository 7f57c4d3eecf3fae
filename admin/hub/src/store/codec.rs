//! How values of the domain stand in columns.

use std::str::FromStr;

use jiff::Timestamp;
use rusqlite::Row;
use rusqlite::types::{FromSql, Type};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A moment as milliseconds since the Unix epoch.
pub(super) fn ms(moment: Timestamp) -> i64 {
    moment.as_millisecond()
}

/// A number of things; more than a column can hold is none that exists.
pub(super) fn number(count: u64) -> rusqlite::Result<i64> {
    i64::try_from(count).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
}

/// A value as JSON text.
pub(super) fn json<T: Serialize>(value: &T) -> rusqlite::Result<String> {
    serde_json::to_string(value).map_err(|e| rusqlite::Error::ToSqlConversionFailure(Box::new(e)))
}

/// A unit variant as its word: what serde calls it.
pub(super) fn word<T: Serialize>(value: T) -> rusqlite::Result<String> {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        Ok(_) => Err(rusqlite::Error::ToSqlConversionFailure("not a word".into())),
        Err(e) => Err(rusqlite::Error::ToSqlConversionFailure(Box::new(e))),
    }
}

/// Reading columns as values of the domain.
pub(super) trait Columns {
    fn raw<T: FromSql>(&self, at: &str) -> rusqlite::Result<T>;

    /// Anything written with `Display`: identifiers, days.
    fn parsed<T: FromStr>(&self, at: &str) -> rusqlite::Result<T>
    where
        T::Err: std::error::Error + Send + Sync + 'static,
    {
        let text: String = self.raw(at)?;
        text.parse().map_err(|e| conversion(Box::new(e)))
    }

    fn parsed_if_any<T: FromStr>(&self, at: &str) -> rusqlite::Result<Option<T>>
    where
        T::Err: std::error::Error + Send + Sync + 'static,
    {
        let text: Option<String> = self.raw(at)?;
        text.map(|text| text.parse().map_err(|e| conversion(Box::new(e)))).transpose()
    }

    fn number(&self, at: &str) -> rusqlite::Result<u64> {
        u64::try_from(self.raw::<i64>(at)?).map_err(|e| conversion(Box::new(e)))
    }

    fn moment(&self, at: &str) -> rusqlite::Result<Timestamp> {
        moment(self.raw(at)?)
    }

    fn moment_if_any(&self, at: &str) -> rusqlite::Result<Option<Timestamp>> {
        self.raw::<Option<i64>>(at)?.map(moment).transpose()
    }

    fn json<T: DeserializeOwned>(&self, at: &str) -> rusqlite::Result<T> {
        let text: String = self.raw(at)?;
        serde_json::from_str(&text).map_err(|e| conversion(Box::new(e)))
    }

    fn json_if_any<T: DeserializeOwned>(&self, at: &str) -> rusqlite::Result<Option<T>> {
        let text: Option<String> = self.raw(at)?;
        text.map(|text| serde_json::from_str(&text).map_err(|e| conversion(Box::new(e)))).transpose()
    }

    fn word<T: DeserializeOwned>(&self, at: &str) -> rusqlite::Result<T> {
        let text: String = self.raw(at)?;
        serde_json::from_value(serde_json::Value::String(text)).map_err(|e| conversion(Box::new(e)))
    }

    fn word_if_any<T: DeserializeOwned>(&self, at: &str) -> rusqlite::Result<Option<T>> {
        let text: Option<String> = self.raw(at)?;
        let read = |text| serde_json::from_value(serde_json::Value::String(text));
        text.map(|text| read(text).map_err(|e| conversion(Box::new(e)))).transpose()
    }
}

impl Columns for Row<'_> {
    fn raw<T: FromSql>(&self, at: &str) -> rusqlite::Result<T> {
        self.get(at)
    }
}

fn moment(ms: i64) -> rusqlite::Result<Timestamp> {
    Timestamp::from_millisecond(ms).map_err(|e| conversion(Box::new(e)))
}

fn conversion(why: Box<dyn std::error::Error + Send + Sync>) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, Type::Text, why)
}
