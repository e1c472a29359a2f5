import fc from 'fast-check';
import { isPublicAddress, WEBHOOK_HOSTS, webhookUrlProblem } from './webhook-address';

/** Addresses that lead into this machine, its network or the platform that it runs on, and those that lead nowhere. */
const REFUSED = [
  ...['0.0.0.0', '10.0.0.1', '100.64.0.1', '127.0.0.1', '127.1.2.3', '169.254.169.254', '172.16.0.1', '172.31.255.255'],
  ...['192.0.0.1', '192.0.2.1', '192.31.196.1', '192.52.193.1', '192.88.99.1', '192.168.0.1', '192.175.48.1'],
  ...['198.18.0.1', '198.51.100.1', '203.0.113.1', '224.0.0.1', '239.255.255.250', '240.0.0.1', '255.255.255.255'],
  ...['168.63.129.16', '::', '::1', '::2', '::ffff:127.0.0.1', '::ffff:7f00:1', '::ffff:10.0.0.1', '::127.0.0.1'],
  ...['::ffff:169.254.169.254', '::ffff:0:127.0.0.1', '64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '64:ff9b:1::1'],
  ...['100::1', '100:0:0:1::1', '2001::1', '2001:db8::1', '2002:7f00:1::1', '2002:a9fe:a9fe::1', '2620:4f:8000::1'],
  ...['3fff::1', '4000::1', '5f00::1', 'fc00::1', 'fd00:ec2::254', 'fe80::1', 'fe80::1%eth0', 'fec0::1', 'ff02::1'],
  ...['', 'example.org', '127.0.0.1.', 'localhost'],
];

describe('Public addresses', () => {
  test.each(REFUSED)('"%s" is none', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['8.8.8.8', '93.184.215.14', '2606:4700:4700::1111', '2a00:1450:4007::1', '::ffff:8.8.8.8'])(
    '%s is one',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  test('An IPv4 address and the IPv6 address that is mapped to it are judged alike', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(isPublicAddress(`::ffff:${address}`)).toBe(isPublicAddress(address));
      }),
    );
  });
});

describe('The address of a webhook', () => {
  test.each([
    ...['https://127.0.0.1/', 'https://127.1/', 'https://0x7f.1/', 'https://0177.0.0.1/', 'https://2130706433/'],
    ...[
      'https://0x7f000001/',
      'https://017700000001/',
      'https://127.0.0.1./',
      'https://１２７.０.０.１/',
      'https://①②⑦.0.0.1/',
    ],
    ...[
      'https://127。0。0。1/',
      'https://%31%32%37.0.0.1/',
      'https://[::1]/',
      'https://[::ffff:127.0.0.1]/',
      'https://[::ffff:7f00:1]/',
    ],
    ...['https://0/', 'https://10.0.0.1/', 'https://169.254.169.254/latest/meta-data', 'https://[fd00:ec2::254]/'],
    ...[
      'https://localhost/',
      'https://localhost./',
      'https://LOCALHOST/',
      'https://db/',
      'https://db.internal/',
      'https://db.local./',
    ],
    ...['https://0X7F000001/', 'https://[::FFFF:7F00:1]/', 'https://[::127.0.0.1]/', 'https://[::ffff:0:127.0.0.1]/'],
    ...['https://[64:ff9b::169.254.169.254]/', 'https://[2002:a9fe:a9fe::1]/', 'https://[0:0:0:0:0:0:0:1]/'],
    ...['https://%6c%6fcalhost/', 'https://LocalHost%2e/', 'https://local\u00adhost/', 'https://127.0.0%2E1/'],
    ...['https://metadata.google.internal/', 'https://1.0.0.127.in-addr.arpa/'],
  ])('%s is refused, because its host is not public', (url) => {
    expect(webhookUrlProblem(url, [])).toMatch(/public address/);
  });

  test.each([
    ['http://example.org/', /https/],
    ['ftp://example.org/', /https/],
    ['file:///etc/passwd', /https/],
    ['gopher://example.org/', /https/],
    ['https://example.org:22/', /port/],
    ['https://example.org:80/', /port/],
    ['https://user@example.org/', /user name/],
    ['https://:pass@example.org/', /user name/],
    ['//example.org/', /no address/],
    ['https://[fe80::1%25eth0]/', /no address/],
    ['https://[::1%25lo]/', /no address/],
    ['https://256.0.0.1/', /no address/],
    ['https://127.0.0.1%00.example.org/', /no address/],
    ['', /no address/],
    [`https://example.org/${'a'.repeat(2000)}`, /characters/],
  ])('%s is refused', (url, message) => {
    expect(webhookUrlProblem(url, [])).toMatch(message);
  });

  test.each([
    'https://example.org',
    'https://example.org:8443/a?b=c#d',
    'https://8.8.8.8/',
    'https://[2606:4700::1]/',
    'https://xn--nxasmq6b.example.com/',
  ])('%s is accepted', (url) => {
    expect(webhookUrlProblem(url, [])).toBeNull();
  });

  test('A host that the operator has opened may be private, over http, on any port, and opens no other', () => {
    const hosts = WEBHOOK_HOSTS.parse('127.0.0.1, Hooks.internal');
    expect(hosts).toEqual(['127.0.0.1', 'hooks.internal']);
    expect(webhookUrlProblem('http://127.0.0.1:8080/', hosts)).toBeNull();
    expect(webhookUrlProblem('http://0x7f.1:8080/', hosts)).toBeNull();
    expect(webhookUrlProblem('https://hooks.internal/', hosts)).toBeNull();
    expect(webhookUrlProblem('ftp://127.0.0.1/', hosts)).toMatch(/https/);
    expect(webhookUrlProblem('https://127.0.0.2/', hosts)).toMatch(/public address/);
    expect(webhookUrlProblem('https://user@127.0.0.1/', hosts)).toMatch(/user name/);
    expect(WEBHOOK_HOSTS.safeParse('http://127.0.0.1').success).toBe(false);
  });
});
