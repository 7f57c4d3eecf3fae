//! What members of staff do: each operation is decided and recorded in the writer's transaction.
