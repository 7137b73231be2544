type Dict = Record<string, string>;

export const en: Dict = {
  "form.first": "First name",
  "form.first.hint": "e.g. Alex",
  "form.last": "Last name",
  "form.dob": "Date of birth (MM/DD/YYYY)",
  "home.hello": "Hi {first}, Ms. Kessler's next opening is {date}.",
  "home.crisis": "Call or text 988",
};

export const es: Dict = {
  "form.first": "Nombre",
  "form.first.hint": "p. ej. Alex",
  "form.last": "Apellidos",
  "form.dob": "Fecha de nacimiento (MM/DD/AAAA)",
  "home.hello": "Hola {first}, la próxima cita con la Sra. Kessler es el {date}.",
  "home.crisis": "Llama o envía un mensaje al 988",
};
