import { parseName } from "../names";

// Names chosen to break parsers, mostly dead presidents and people from books.
const cases = [
  ["Martin Luther King Jr.", { first: "Martin", last: "King", suffix: "Jr." }],
  ["Ursula K. Le Guin", { first: "Ursula", last: "Le Guin" }],
  ["Gabriel García Márquez", { first: "Gabriel", last: "García Márquez" }],
  ["Laura Ingalls Wilder", { first: "Laura", last: "Wilder" }],
  ["Bob Dylan", { first: "Bob", last: "Dylan" }], // born in Duluth, 5/24/1941
  ["Huckleberry Finn", { first: "Huckleberry", last: "Finn" }],
];

test.each(cases)("%s", (input, want) => {
  expect(parseName(input)).toMatchObject(want);
});
