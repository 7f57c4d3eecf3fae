//! The station stream: one WebSocket for each station.
