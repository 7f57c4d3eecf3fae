//! Attributes of the printer and of jobs, and which of them a client asked for.

use ipp::attribute::IppAttribute;
use ipp::value::IppValue;

use super::answer::Refusal;
use super::request::Request;

/// To which group of attributes one belongs (RFC 8011, 4.2.5.1 and 4.3.4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// `printer-description`, `job-description`.
    Description,
    /// `job-template`.
    Template,
    /// Large, and only said when it is named.
    OnRequest,
}

/// Attributes, each with its group.
pub type Described = Vec<(Group, IppAttribute)>;

/// What of the attributes a client wants.
#[derive(Debug)]
pub struct Wanted {
    everything: bool,
    description: bool,
    template: bool,
    names: Vec<String>,
}

impl Wanted {
    /// What a request asks for; `usual` if it does not say.
    pub fn of(request: &Request, usual: &[&str]) -> Result<Self, Refusal> {
        let asked: Vec<String> = match request.operation_attribute(IppAttribute::REQUESTED_ATTRIBUTES) {
            None => usual.iter().map(|name| (*name).to_owned()).collect(),
            Some(IppValue::Array(values)) => values.iter().map(named).collect::<Result<_, _>>()?,
            Some(value) => vec![named(value)?],
        };
        let has = |name: &str| asked.iter().any(|asked| asked == name);
        Ok(Self {
            everything: has("all"),
            description: has("printer-description") || has("job-description"),
            template: has("job-template"),
            names: asked,
        })
    }

    /// Only what is wanted.
    pub fn of_these(&self, described: Described) -> Vec<IppAttribute> {
        let wanted = |group: Group, name: &str| match group {
            Group::Description if self.everything || self.description => true,
            Group::Template if self.everything || self.template => true,
            _ => self.names.iter().any(|asked| asked == name),
        };
        described
            .into_iter()
            .filter(|(group, attribute)| wanted(*group, attribute.name().as_str()))
            .map(|(_, attribute)| attribute)
            .collect()
    }
}

fn named(value: &IppValue) -> Result<String, Refusal> {
    match value {
        IppValue::Keyword(name) => Ok(name.as_str().to_owned()),
        _ => Err(Refusal::bad_request("the name of an attribute is none")),
    }
}
