export const en = {
  welcome: "Welcome to Harrow Creek",
  languages: "English · Ojibwemowin · Hmoob · Español",
  checkin: {
    title: "Check in",
    first: "First name",
    last: "Last name",
    dob: "Date of birth (MM/DD/YYYY)",
    done: (name: string, minutes: number) =>
      `Thanks, ${name}. We expect to see you in about ${minutes} minutes.`,
    notFound: "We could not find you. Please see Kristi at the desk.",
  },
  billing: {
    slidingFee: "Ask us about the sliding fee. Nobody is turned away.",
    phone: "Billing: 218-555-0100, option 3",
  },
  crisis: "In crisis? Call or text 988, any time.",
} as const;
