use super::*;

#[test]
fn a_code_is_read_as_it_is_typed() {
    let code = PairingCode::random().unwrap();
    let shown = code.grouped();
    assert_eq!(shown.len(), 19);
    assert_eq!(shown.to_lowercase().parse::<PairingCode>(), Ok(code.clone()));
    assert_eq!(shown.replace('-', " ").replace('0', "o").replace('1', "L").parse::<PairingCode>(), Ok(code));
}

#[test]
fn what_is_no_code_is_refused() {
    for text in
        ["", "K7QF-2M0X-9TRB-HD4", "K7QF-2M0X-9TRB-HD4WX", "K7QF-2M0X-9TRB-HD4U", "K7QF-2M0X-9TRB-HD4é"]
    {
        assert_eq!(text.parse::<PairingCode>(), Err(NoCode), "{text}");
    }
}

#[test]
fn a_proof_holds_for_one_code_role_connection_and_text() {
    let code: PairingCode = "K7QF-2M0X-9TRB-HD4W".parse().unwrap();
    let other: PairingCode = "K7QF-2M0X-9TRB-HD4X".parse().unwrap();
    let proof = code.prove(Role::Peer, &[1; 32], b"request");
    assert!(code.accepts(Role::Peer, &[1; 32], b"request", &proof));
    assert!(!other.accepts(Role::Peer, &[1; 32], b"request", &proof));
    assert!(!code.accepts(Role::Hub, &[1; 32], b"request", &proof));
    assert!(!code.accepts(Role::Peer, &[2; 32], b"request", &proof), "another machine listens in between");
    assert!(!code.accepts(Role::Peer, &[1; 32], b"another", &proof));
}

#[test]
fn a_code_is_not_printed() {
    let code: PairingCode = "K7QF-2M0X-9TRB-HD4W".parse().unwrap();
    assert!(!format!("{code:?}").contains("K7QF"));
}
