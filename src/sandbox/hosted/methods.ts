import type {Method, Step} from '../session.ts';

/** What a method asks the customer for, beside the choice itself. */
export interface Field {
  name: string;
  label: string;
  type: 'tel' | 'text';
}

interface MethodInfo {
  label: string;
  /** The field that holds the test number. */
  field: Field | null;
  /** What the customer has to do after the form; null where the number alone decides. */
  step: Step | null;
}

export const METHODS: Readonly<Record<Method, MethodInfo>> = {
  momo: {label: 'Mobile Money', field: {name: 'phone', label: 'Phone number', type: 'tel'}, step: 'phone'},
  card: {label: 'Card', field: {name: 'card', label: 'Card number', type: 'text'}, step: null},
  bank: {label: 'Bank', field: {name: 'account', label: 'Account number', type: 'text'}, step: null},
  safulpay: {label: 'SafulPay', field: null, step: 'wallet'},
  gcash: {label: 'GCash', field: null, step: 'wallet'},
  paymaya: {label: 'Maya', field: null, step: 'wallet'},
  grab_pay: {label: 'GrabPay', field: null, step: 'wallet'},
  shopee_pay: {label: 'ShopeePay', field: null, step: 'wallet'},
  billease: {label: 'BillEase', field: null, step: 'wallet'},
  atome: {label: 'Atome', field: null, step: 'wallet'},
  dob: {label: 'BPI online banking', field: null, step: 'wallet'},
  dob_ubp: {label: 'UnionBank online banking', field: null, step: 'wallet'},
  brankas_bdo: {label: 'BDO online banking', field: null, step: 'wallet'},
  brankas_landbank: {label: 'Landbank online banking', field: null, step: 'wallet'},
  brankas_metrobank: {label: 'Metrobank online banking', field: null, step: 'wallet'},
  qrph: {label: 'QR Ph', field: null, step: 'qr'},
};
