//! Icons: glyphs of the icon font, named by what they mean.

macro_rules! icons {
    ($($name:ident = $glyph:literal,)*) => {
        /// A drawing beside a word, never instead of it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Icon {
            $($name,)*
        }

        impl Icon {
            /// Every icon.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its code point in the icon font (assets/icons/icons.txt).
            pub const fn glyph(self) -> char {
                match self {
                    $(Self::$name => $glyph,)*
                }
            }
        }
    };
}

icons! {
    Start = '\u{e000}',
    Home = '\u{e001}',
    Help = '\u{e002}',
    Question = '\u{e003}',
    Clock = '\u{e004}',
    ClockPlus = '\u{e005}',
    Hourglass = '\u{e006}',
    Printer = '\u{e007}',
    User = '\u{e008}',
    UserPlus = '\u{e009}',
    Users = '\u{e00a}',
    Ticket = '\u{e00b}',
    Keyboard = '\u{e00c}',
    Language = '\u{e00d}',
    Contrast = '\u{e00e}',
    TextSize = '\u{e00f}',
    ArrowLeft = '\u{e010}',
    ArrowRight = '\u{e011}',
    ArrowUp = '\u{e012}',
    ArrowDown = '\u{e013}',
    ChevronLeft = '\u{e014}',
    ChevronRight = '\u{e015}',
    ChevronUp = '\u{e016}',
    ChevronDown = '\u{e017}',
    Check = '\u{e018}',
    Close = '\u{e019}',
    Alert = '\u{e01a}',
    Info = '\u{e01b}',
    Success = '\u{e01c}',
    Refused = '\u{e01d}',
    LogOut = '\u{e01e}',
    LogIn = '\u{e01f}',
    Plus = '\u{e020}',
    Minus = '\u{e021}',
    Lock = '\u{e022}',
    Unlock = '\u{e023}',
    WifiOff = '\u{e024}',
    Wifi = '\u{e025}',
    Message = '\u{e026}',
    Move = '\u{e027}',
    Refresh = '\u{e028}',
    DoorIn = '\u{e029}',
    DoorOut = '\u{e02a}',
    Power = '\u{e02b}',
    Calendar = '\u{e02c}',
    Download = '\u{e02d}',
    Save = '\u{e02e}',
    Settings = '\u{e02f}',
    Eye = '\u{e030}',
    EyeOff = '\u{e031}',
    Health = '\u{e032}',
    Temperature = '\u{e033}',
    Disk = '\u{e034}',
    Flag = '\u{e035}',
    Erase = '\u{e036}',
    Search = '\u{e037}',
    Edit = '\u{e038}',
    Delete = '\u{e039}',
    Station = '\u{e03a}',
    QrCode = '\u{e03b}',
    Badge = '\u{e03c}',
    List = '\u{e03d}',
    Chart = '\u{e03e}',
    Pause = '\u{e03f}',
    Usb = '\u{e040}',
    Mail = '\u{e041}',
    Tool = '\u{e042}',
    Walk = '\u{e043}',
    Volume = '\u{e044}',
    Menu = '\u{e045}',
    More = '\u{e046}',
    Coin = '\u{e047}',
    Bulb = '\u{e048}',
    Report = '\u{e049}',
    Bolt = '\u{e04a}',
    PlugOff = '\u{e04b}',
    Building = '\u{e04c}',
    Heart = '\u{e04d}',
    History = '\u{e04e}',
    Charter = '\u{e04f}',
    Celebrate = '\u{e050}',
}

impl Icon {
    /// What points along the line points the other way where lines run the other way.
    pub(crate) const fn mirrored(self) -> Self {
        match self {
            Self::ArrowLeft => Self::ArrowRight,
            Self::ArrowRight => Self::ArrowLeft,
            Self::ChevronLeft => Self::ChevronRight,
            Self::ChevronRight => Self::ChevronLeft,
            other => other,
        }
    }
}
