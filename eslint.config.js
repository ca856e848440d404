import lwc from '@salesforce/eslint-config-lwc';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'ui/dist/**',
      'coverage/**',
      'var/**',
      '**/generated/**',
      '**/dealdraftLabels.js',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/return-await': ['error', 'in-try-catch'],
      // A port's method is async because some engine behind it is; this engine may have nothing to await.
      '@typescript-eslint/require-await': 'off',
      // type-graphql classes are plain carriers built with Object.assign.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
      // Numbers in messages and URLs need no ceremony; anything else in a template still does.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
    },
  },
  {
    // What a test reads over HTTP is foreign data it looks at piece by piece; assertions are its types.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
    },
  },
  {
    // The environment is read in one place, so that every setting is validated and documented there.
    files: ['src/**/*.ts'],
    ignores: ['src/config/config.ts', 'src/config/is-started-by-npm.ts', 'src/cli/main.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'process',
          property: 'env',
          message: 'Read settings through src/config/config.ts.',
        },
      ],
    },
  },
  {
    // What others wrote must not steer a terminal, so what is printed goes through one door, as logs go through theirs.
    files: ['src/**/*.ts'],
    ignores: ['src/cli/command.ts', 'src/cli/main.ts', 'src/cli/progress.ts'],
    rules: {
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name=/^std(out|err)$/]",
          message: 'Print through src/cli/command.ts.',
        },
      ],
    },
  },
  {
    // What runs in Lightning pages, by Salesforce's own rules.
    files: ['salesforce/force-app/**/*.js', 'salesforce/jest-support/**/*.js', 'ui/src/**/*.js'],
    extends: [lwc.configs.recommended],
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
    },
  },
);
