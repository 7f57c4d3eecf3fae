//! Whose traces are looked for, and where.

use std::path::PathBuf;
use std::sync::Arc;

use super::{Places, Screen};
use crate::session::cgroup::Cgroup;
use crate::session::golden::Digest;
use crate::session::{Helper, SessionTree, Settings};
use crate::visitor::{VisitorUid, session_account};

/// A visitor's uid with everything that a reset has to know about it. No handle of a running session is needed: an
/// agent that has just started knows as much.
#[derive(Clone, Debug)]
pub struct Target {
    /// Whose traces.
    pub visitor: VisitorUid,
    /// The session's own folder.
    pub tree: SessionTree,
    /// The session's cgroup, where there are cgroups.
    pub cgroup: Option<Cgroup>,
    /// The slice in which systemd keeps whatever the visitor's account runs, where there are cgroups.
    pub user_slice: Option<Cgroup>,
    /// The terminals, where the lock screen and the session have one each.
    pub screen: Option<Arc<dyn Screen>>,
    /// The golden profile, if one is configured.
    pub golden: Option<Golden>,
    /// Where this machine keeps things.
    pub places: Places,
    /// This program, to act as the visitor.
    pub helper: Helper,
}

/// A golden profile and what it has to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Golden {
    /// Its folder.
    pub profile: PathBuf,
    /// Its digest, as [`crate::session::Session::golden`] gave it; none if no session's home was copied from it.
    pub digest: Option<Digest>,
}

impl Target {
    /// The traces of `visitor` after a session that was started with `settings`; `golden` is the digest from its start.
    pub fn new(visitor: VisitorUid, settings: &Settings, golden: Option<Digest>) -> Self {
        let golden = settings.golden.clone().map(|profile| Golden { profile, digest: golden });
        Self {
            visitor,
            tree: SessionTree::of(&settings.runtime_dir, visitor.as_raw()),
            cgroup: Cgroup::of(visitor).ok(),
            user_slice: Cgroup::of_slice(visitor).ok(),
            screen: None,
            golden,
            places: Places::default(),
            helper: settings.helper.clone(),
        }
    }

    /// The names that the visitor's things may bear: inside a session, and of its account outside, if it has one.
    pub(crate) fn account_names(&self) -> Vec<String> {
        self.visitor.account_name().into_iter().chain([session_account(self.visitor.as_raw())]).collect()
    }
}
