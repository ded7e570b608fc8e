import type { Person } from "./steps.js";

export const maya: Person = { name: "Maya Lindqvist", email: "maya@acme.example" };
export const jose: Person = { name: "José Álvarez", email: "jose@acme.example" };
export const sakura: Person = { name: "田中さくら", email: "sakura@acme.example" };
export const olena: Person = { name: "Олена Шевченко", email: "olena@acme.example" };
export const noor: Person = { name: "نور حداد", email: "noor@acme.example" };
export const priya: Person = { name: "Priya 🌱 Nair", email: "priya@acme.example" };
