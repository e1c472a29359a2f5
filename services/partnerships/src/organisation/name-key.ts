export { nameKey } from '@wizness/kernel';
