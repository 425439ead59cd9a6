// What the search leaves in a page's address.

export const MARKED = "h"; // parameter of a found page's address: what to mark in it
export const ASKED = "q"; // parameter of any page's address: what to search for

// Put a parameter into the page's address, or take it out, without leaving the page.
export function address(name, value) {
  const url = new URL(location.href);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  history.replaceState(history.state, "", url);
}

const LONGEST = 80; // characters of a query; a message that was sent has 70

export function given(name) {
  return (new URLSearchParams(location.search).get(name) || "").slice(0, LONGEST);
}
