//! A session that nobody seems to use, and the way back to it by its picture.

use anyhow::{Context, Result};
use epn_wire::kiosk::Scene;

use super::Kiosks;
use super::sessions::TO_PICTURE;
use crate::demo::run::Room;
use crate::support::workspace_root;

/// Nobody waits ten minutes for a picture.
const ASKED_SOON: &str = "\n[left_alone]\nask_after = 1\nend_after = 15\n";

impl Kiosks<'_> {
    /// Without an account nobody was told any digits: the picture leads back.
    pub(super) async fn left_alone(&mut self) -> Result<()> {
        import(self.room, ASKED_SOON).await?;
        let played = self.leave_alone().await;
        import(self.room, "").await?;
        played
    }

    async fn leave_alone(&mut self) -> Result<()> {
        self.come_without_account().await?;
        self.hold("still-there", is_still_there, is_paused).await?;
        self.scene("the lock of a session left alone", is_paused).await?;
        self.shot("paused", "paused-left-alone").await?;
        self.go(&["Return"], "resume-picture").await?;
        self.french.keys(TO_PICTURE).await?;
        self.shows("session").await?;
        self.end().await?;
        self.at_rest().await
    }
}

/// Has the room's own policy come in force, with `more` of it.
async fn import(room: &Room, more: &str) -> Result<()> {
    let path = workspace_root().join("assets/policies").join(&room.day.site.policy);
    let policy = std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let file = tempfile::NamedTempFile::new()?;
    std::fs::write(file.path(), policy + more)?;
    let path = file.path().to_str().context("the policy's path is no text")?;
    room.hub.lock().await.command(&["policy", "import", path], b"").map(drop)
}

fn is_still_there(scene: &Scene) -> bool {
    matches!(scene, Scene::StillThere { .. })
}

fn is_paused(scene: &Scene) -> bool {
    matches!(scene, Scene::Paused(_))
}
