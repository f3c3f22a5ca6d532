/** The key under which the databases of tests are sealed: 32 bytes that are all the same. */
export const testMasterKey = Buffer.alloc(32, 7).toString('base64')
