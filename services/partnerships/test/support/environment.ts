export { PROPERTY_FACTOR, PROPERTY_TIMEOUT } from '@wizness/kernel/testing';
