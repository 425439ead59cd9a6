// Loading films whole. The names of their files hold a digest, so the browser keeps them and serves every part of them from
// its own store, whether there is a network or not.

import { all } from "../page/elements.js";

// Fetches an address to its end; calls back with whether it came.
function fetchWhole(address, done) {
  var request = new XMLHttpRequest();
  request.open("GET", address);
  request.responseType = "arraybuffer";
  request.onload = function () {
    done(request.status === 200);
  };
  request.onerror = function () {
    done(false);
  };
  request.send();
}

function fetchAll(addresses, done) {
  var left = addresses.length;
  var whole = true;
  addresses.forEach(function (address) {
    fetchWhole(address, function (came) {
      whole = whole && came;
      left -= 1;
      if (!left) done(whole);
    });
  });
}

// Makes a film ready to play: captions showing, its first part decoded. Calls back with whether it can be played.
function ready(film, done) {
  var told = false;
  function tell(can) {
    if (told) return;
    told = true;
    done(can);
  }
  film.addEventListener("canplaythrough", function () {
    tell(true);
  });
  film.addEventListener("error", function () {
    tell(false);
  });
  film.controls = false;
  film.muted = true;
  film.preload = "auto";
  if (film.textTracks.length) film.textTracks[0].mode = "showing";
  film.load();
}

// Loads films one by one, for a slow line; `progress` is told how many came, `done` which can be played.
export function loadFilms(films, progress, done) {
  var playable = [];
  function next(number) {
    var film = films[number];
    progress(number);
    if (!film) {
      done(playable);
      return;
    }
    var addresses = [film.src].concat(
      all("track", film).map(function (track) {
        return track.src;
      })
    );
    fetchAll(addresses, function (whole) {
      if (!whole) {
        next(number + 1);
        return;
      }
      ready(film, function (can) {
        if (can) playable.push(film);
        next(number + 1);
      });
    });
  }
  next(0);
}
