// The draft in the browser's own store, so that it survives a closed window. Where the store is refused or full, the form
// works without.

const KEY = "column.form";

export function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || null;
  } catch (fault) {
    return null;
  }
}

// What was kept: "all", "text" where the photos are too many for the store, "" where nothing can be kept.
export function store(draft) {
  try {
    localStorage.setItem(KEY, JSON.stringify(draft));
    return "all";
  } catch (fault) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...draft, photos: [] }));
      return "text";
    } catch (again) {
      return "";
    }
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch (fault) {
    // Nothing was kept.
  }
}
