"""The pages of the steps: with an account under /konto/, without one under /angebot-einreichen/."""
