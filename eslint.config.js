import js from '@eslint/js';

const markup = 'Text is never markup here: build elements and set their textContent.';

export default [
  { ignores: ['dist/', 'dist-edge/', 'pkg/', 'target/'] },
  js.configs.recommended,
  {
    rules: {
      // The type checker knows better what is defined.
      'no-undef': 'off',
      'no-unused-vars': ['error', { varsIgnorePattern: '^_' }],
      'no-restricted-properties': [
        'error',
        ...['innerHTML', 'outerHTML', 'insertAdjacentHTML'].map((property) => ({
          property,
          message: markup,
        })),
      ],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['www/**'],
    rules: { 'no-console': 'error', 'no-restricted-globals': ['error', 'localStorage', 'sessionStorage'] },
  },
  // The one place that may store anything: answers about a denial, in the tab, where the payer allows it.
  { files: ['www/form/kept.js'], rules: { 'no-restricted-globals': ['error', 'localStorage'] } },
  // The one place that tells the page's owner something.
  { files: ['www/gate/report.js'], rules: { 'no-console': ['error', { allow: ['warn', 'info', 'error'] }] } },
];
