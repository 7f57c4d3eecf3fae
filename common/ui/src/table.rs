//! Rows under headings, a page at a time: iced draws every row it is given.

use iced::widget::{Column, Id, container};
use iced::{Border, Element, Length, Padding};

use crate::described::{Described, Inside};
use crate::outline::{Node, Role};
use crate::theme::{Radius, Space, TextRole};
use crate::{Icon, Ui, fonts};

/// A part of a long list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// From 0.
    index: usize,
    size: usize,
    total: usize,
}

impl Page {
    /// The page that is asked for, or the last if there are not so many. `size` is at least 1.
    pub fn new(index: usize, size: usize, total: usize) -> Self {
        let size = size.max(1);
        let last = total.saturating_sub(1) / size;
        Self { index: index.min(last), size, total }
    }

    /// From 0.
    pub const fn index(&self) -> usize {
        self.index
    }

    /// How many pages there are, at least 1.
    pub const fn count(&self) -> usize {
        self.total.saturating_sub(1) / self.size + 1
    }

    /// The page's share of the whole list.
    pub fn of<'a, T>(&self, items: &'a [T]) -> &'a [T] {
        let start = (self.index * self.size).min(items.len());
        let end = (start + self.size).min(items.len());
        items.get(start..end).unwrap_or_default()
    }

    /// The page before, if there is one.
    pub const fn previous(&self) -> Option<usize> {
        self.index.checked_sub(1)
    }

    /// The page after, if there is one.
    pub const fn next(&self) -> Option<usize> {
        if self.index + 1 < self.count() { Some(self.index + 1) } else { None }
    }
}

/// A column's heading and its share of the width.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableColumn {
    title: String,
    share: u16,
    is_number: bool,
}

impl TableColumn {
    /// A column as wide as most others.
    pub fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), share: 2, is_number: false }
    }

    /// Its share of the width; 2 is that of most columns.
    #[must_use]
    pub fn share(mut self, share: u16) -> Self {
        self.share = share.max(1);
        self
    }

    /// Numbers stand at the side where lines end.
    #[must_use]
    pub fn number(mut self) -> Self {
        self.is_number = true;
        self
    }
}

/// The words of the buttons that turn pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PagerWords {
    pub previous: String,
    pub next: String,
    /// Where one is: "page 2 of 5".
    pub position: String,
    /// Why there is no page before, or after.
    pub no_further: String,
}

impl Ui {
    /// A table. Its label says what it lists; each row holds one element a column.
    pub fn table<'a, Message: 'a>(
        &self,
        id: impl Into<Id>,
        label: impl Into<String>,
        columns: &[TableColumn],
        rows: impl IntoIterator<Item = Vec<Element<'a, Message>>>,
    ) -> Element<'a, Message> {
        let rows: Vec<_> = rows.into_iter().map(|cells| self.table_row(columns, cells)).collect();
        let table = Column::with_children([self.table_head(columns), self.list(rows)]).width(Length::Fill);
        let node = Node::new(Role::Table, label);
        Described { id: id.into(), node: Some(node), inside: Inside::Everything, content: table.into() }
            .into()
    }

    /// Two buttons that turn pages, with where one is between them.
    pub fn pager<'a, Message: Clone + 'a>(
        &self,
        page: Page,
        words: PagerWords,
        on_page: impl Fn(usize) -> Message,
    ) -> Element<'a, Message> {
        let turn = |id: &'static str, label: String, icon: Icon, to: Option<usize>| {
            self.button(id, label, on_page(to.unwrap_or(page.index)))
                .quiet()
                .icon_only(icon)
                .disabled_if(to.is_none().then(|| words.no_further.clone()))
        };
        let previous = turn("page-previous", words.previous, Icon::ChevronLeft, page.previous());
        let next = turn("page-next", words.next, Icon::ChevronRight, page.next());
        self.row([previous.into(), self.label(words.position).id("page-position").into(), next.into()]).into()
    }

    fn table_head<'a, Message: 'a>(self, columns: &[TableColumn]) -> Element<'a, Message> {
        let titles = columns.iter().map(|column| {
            let title = self.plain(TextRole::Caption, column.title.clone()).font(fonts::BOLD);
            Element::from(title.color(self.palette().muted))
        });
        let (fill, radius) = (self.palette().sunken, self.radius(Radius::S));
        container(self.cells(columns, titles))
            .width(Length::Fill)
            .padding(self.row_padding())
            .style(move |_theme| container::Style {
                background: Some(fill.into()),
                border: Border { radius: radius.into(), ..Border::default() },
                ..container::Style::default()
            })
            .into()
    }

    fn table_row<'a, Message: 'a>(
        self,
        columns: &[TableColumn],
        cells: Vec<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let padding = Padding::from([0.0, self.space(Space::S)]);
        container(self.cells(columns, cells)).width(Length::Fill).padding(padding).into()
    }

    fn cells<'a, Message: 'a>(
        self,
        columns: &[TableColumn],
        cells: impl IntoIterator<Item = Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let cells = columns.iter().zip(cells).map(|(column, cell)| {
            let side = if column.is_number { self.end() } else { self.start() };
            container(cell).width(Length::FillPortion(column.share)).align_x(side).into()
        });
        self.row(cells).into()
    }

    fn row_padding(self) -> Padding {
        Padding::from([self.space(Space::Xs), self.space(Space::S)])
    }
}
