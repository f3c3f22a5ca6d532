type Forms = Record<Intl.LDMLPluralRule, string>

const rules = new Intl.PluralRules('ar')

/** Arabic counts in six forms; "#" is where the number stands, which one and two need not. */
export const count = (forms: Forms) => (n: number) => forms[rules.select(n)].replace('#', String(n))

/** A name of whichever script, kept from changing the order of the words around it (Unicode FSI and PDI). */
export const apart = (name: string) => `\u2068${name}\u2069`
