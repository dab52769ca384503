import type {Method, AttemptStep} from '../session.ts';

/** A text field that a method needs. */
export interface Field {
  name: string;
  label: string;
  type: 'tel' | 'text';
}

interface MethodInfo {
  label: string;
  /** Field for the test number; null if the method needs none. */
  field: Field | null;
  /** Step after the form; null if the test number alone decides the outcome. */
  step: AttemptStep | null;
}

/** Label, field and step of each method. */
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
