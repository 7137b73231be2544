import { faker } from '@faker-js/faker';

faker.seed(20251014);

// Everything in here is generated. Foo Bar and Baz Qux are the two fixed accounts.
export const foo = { id: 'KS-0000', name: 'Foo Bar', email: 'foo@example.com', phone: '07700 900000' };
export const baz = { id: 'KS-9999', name: 'Baz Qux', email: 'baz@example.org', phone: '07700 900999' };

export function person() {
  return { id: faker.string.uuid(), name: faker.person.fullName(), born: faker.date.birthdate() };
}
