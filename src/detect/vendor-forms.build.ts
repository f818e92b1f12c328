/** What the built-in patterns know of each vendor's credentials, worked out when the package is built and read when a name first asks for it. */
import { patterns } from '../../patterns/index.ts';
import { vendorForms, type VendorForms } from '../catalogue/vendor-forms.ts';

export const forms = (): Record<string, VendorForms> => vendorForms(patterns);
