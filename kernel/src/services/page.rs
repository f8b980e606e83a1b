//! Pages of lists, counted from 1.

use kernel_api::common::{PageRequest, PageResponse};

use crate::storage::Window;

/// How many entries a page has when the caller does not say.
const DEFAULT_SIZE: u32 = 20;

/// A page that was asked for, with the defaults filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Page {
    number: u32,
    size: u32,
}

impl Page {
    /// The page that a request asks for: the first when it asks for none.
    pub(super) fn of(request: Option<PageRequest>) -> Page {
        let PageRequest { page, page_size } = request.unwrap_or_default();
        Page { number: page.max(1), size: if page_size == 0 { DEFAULT_SIZE } else { page_size } }
    }

    /// The part of the list that the page shows.
    pub(super) fn window(self) -> Window {
        Window { offset: u64::from(self.number - 1) * u64::from(self.size), limit: self.size }
    }

    /// What the response says of the page of a list with this many entries.
    pub(super) fn response(self, total: u64) -> PageResponse {
        let shown = u64::from(self.number) * u64::from(self.size);
        PageResponse { total, page: self.number, page_size: self.size, has_next: shown < total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: u32, page_size: u32, expected: (u64, u32)) {
        let page = Page::of(Some(PageRequest { page, page_size }));
        assert_eq!((page.window().offset, page.window().limit), expected);
    }

    #[test]
    fn pages_are_counted_from_one_and_zero_stands_for_the_default() {
        check(0, 0, (0, 20));
        check(1, 0, (0, 20));
        check(2, 0, (20, 20));
        check(3, 100, (200, 100));
        check(u32::MAX, 100, ((u64::from(u32::MAX) - 1) * 100, 100));
        assert_eq!(Page::of(None), Page::of(Some(PageRequest { page: 1, page_size: 20 })));
    }

    #[test]
    fn the_response_says_whether_there_is_a_next_page() {
        for (page, total, has_next) in [(1, 0, false), (1, 20, false), (1, 21, true), (2, 21, false), (9, 21, false)] {
            let response = Page::of(Some(PageRequest { page, page_size: 20 })).response(total);
            assert_eq!((response.total, response.page, response.has_next), (total, page, has_next));
        }
    }
}
