import { compareVersions, isSemanticVersion, raisedVersion } from './semantic-version';

describe('semantic versions', () => {
  it.each(['0.0.0', '1.2.3', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-0.3.7', '1.0.0-x-y-z.4', '1.0.0+20130313144700', '1.0.0-beta+exp.sha.5114f85'])('%s is one', (text) => {
    expect(isSemanticVersion(text)).toBe(true);
  });

  it.each(['', '1', '1.0', 'v1.0.0', '01.0.0', '1.0.0-', '1.0.0-01', '1.0.0+', ' 1.0.0', '1.0.0.0', '1.0.0-ä', `1.0.0-${'a'.repeat(80)}`])('%j is none', (text) => {
    expect(isSemanticVersion(text)).toBe(false);
  });

  // The order that the specification gives as its example.
  it('have an order', () => {
    const inOrder = ['nothing', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-beta.2', '1.0.0-beta.11', '1.0.0-rc.1', '1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0'];
    expect([...inOrder].reverse().sort(compareVersions)).toEqual(inOrder);
    expect(compareVersions('1.0.0+a', '1.0.0+b')).toBe(0);
  });

  it('are counted up', () => {
    expect((['major', 'minor', 'patch'] as const).map((by) => raisedVersion('1.2.3', by))).toEqual(['2.0.0', '1.3.0', '1.2.4']);
    expect(raisedVersion('1.2.3-beta+x', 'patch')).toBe('1.2.4');
  });
});
