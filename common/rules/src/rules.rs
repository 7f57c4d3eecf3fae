//! A policy that was checked, ready to decide with.

use crate::calendar::Calendar;
use crate::policy::Policy;
use crate::policy_check::{self, Flaw};
use crate::problem::Problem;

/// A policy without flaws and its calendar: deciding with it cannot fail.
#[derive(Clone, Debug)]
pub struct Rules {
    policy: Policy,
    calendar: Calendar,
}

impl Rules {
    /// Checks a policy.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn new(policy: Policy) -> Result<Self, Vec<Problem>> {
        let problems = policy_check::check(&policy);
        Self::unless(problems, policy)
    }

    /// The rules of a policy that was accepted once: see [`policy_check::check_accepted`].
    ///
    /// # Errors
    /// Everything for which it cannot be decided with.
    pub fn accepted(policy: Policy) -> Result<Self, Vec<Problem>> {
        let problems = policy_check::check_accepted(&policy);
        Self::unless(problems, policy)
    }

    fn unless(problems: Vec<Problem>, policy: Policy) -> Result<Self, Vec<Problem>> {
        if !problems.is_empty() {
            return Err(problems);
        }
        match Calendar::new(&policy) {
            Ok(calendar) => Ok(Self { policy, calendar }),
            Err(unknown) => Err(vec![Problem::of(Flaw::UnknownTimeZone { name: unknown.0 }, "timezone")]),
        }
    }

    /// The policy.
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// When the room is open.
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }
}
