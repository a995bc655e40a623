// How strong each of several players is, from who won against whom: the model of Bradley and Terry (1952), in which
// player i beats player j with probability sigmoid(s_i - s_j). Pure; knows no votes and no models.
//
// Strengths are natural log-odds with mean 0: a difference of 1 means odds of e to 1, a difference of 0 a coin toss.
// A symmetric prior keeps them finite where somebody won everything: every player is given one imaginary tie in all,
// shared among all the others. For two players that adds half a win to both counts (Haldane 1956, Anscombe 1956).
import { z95 } from './statistics';

export interface Strength {
  /** Log-odds; the mean over all players is 0. */
  strength: number;
  /** Standard error of the strength, from the Fisher information. */
  error: number;
  /** Strength with 1.96 standard errors to either side. */
  low: number;
  high: number;
}

const imaginaryTies = 1;
const largestIteration = 10_000;
const smallestChange = 1e-10;

/**
 * Strengths of all players.
 * @param wins `wins[i][j]`: how often player i won against player j; a tie is half a win for both
 * @returns one a player; an empty list for no players
 * @throws when `wins` is not square
 */
export function bradleyTerry(wins: readonly (readonly number[])[]): Strength[] {
  const players = wins.length;
  if (wins.some((row) => row.length !== players)) throw new Error('wins must be a square matrix.');
  if (players === 0) return [];
  const share = players > 1 ? imaginaryTies / (players - 1) / 2 : 0;
  const won = wins.map((row, i) => row.map((count, j) => (i === j ? 0 : count + share)));
  const strengths = maximumOf(won);
  const errors = errorsOf(won, strengths);
  return strengths.map((strength, i) => {
    const half = z95 * errors[i]!;
    return { strength, error: errors[i]!, low: strength - half, high: strength + half };
  });
}

/**
 * The most likely strengths by the MM iteration of Hunter (2004, equation 3), on worths exp(s):
 * worth_i <- wins of i / sum over j of games(i, j) / (worth_i + worth_j).
 */
function maximumOf(won: readonly (readonly number[])[]): number[] {
  const players = won.length;
  const total = won.map((row) => row.reduce((sum, count) => sum + count, 0));
  let strengths = won.map(() => 0);
  if (players === 1) return strengths;
  for (let iteration = 0; iteration < largestIteration; iteration++) {
    const worths = strengths.map(Math.exp);
    const updated = centred(
      worths.map((worth, i) => {
        let pressure = 0;
        for (let j = 0; j < players; j++) {
          if (j !== i) pressure += (won[i]![j]! + won[j]![i]!) / (worth + worths[j]!);
        }
        return Math.log(total[i]! / pressure);
      }),
    );
    const change = Math.max(...updated.map((value, i) => Math.abs(value - strengths[i]!)));
    strengths = updated;
    if (change < smallestChange) break;
  }
  return strengths;
}

function centred(values: readonly number[]): number[] {
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - centre);
}

/**
 * Standard errors under the constraint that the mean is 0: the square roots of the diagonal of the information's
 * pseudo-inverse, which is (I + J/K)^-1 - J/K with J all ones, because ones are all that the information does not see.
 */
function errorsOf(won: readonly (readonly number[])[], strengths: readonly number[]): number[] {
  const players = won.length;
  const shift = 1 / players;
  const information = won.map(() => won.map(() => shift));
  for (let i = 0; i < players; i++) {
    for (let j = i + 1; j < players; j++) {
      const chance = 1 / (1 + Math.exp(strengths[j]! - strengths[i]!));
      const weight = (won[i]![j]! + won[j]![i]!) * chance * (1 - chance);
      information[i]![i]! += weight;
      information[j]![j]! += weight;
      information[i]![j]! -= weight;
      information[j]![i]! -= weight;
    }
  }
  return inverse(information).map((row, i) => Math.sqrt(Math.max(0, row[i]! - shift)));
}

/** Gauss and Jordan's elimination; safe without pivoting, because the matrix is positive definite. */
function inverse(matrix: readonly (readonly number[])[]): number[][] {
  const size = matrix.length;
  const rows = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < size; column++) {
    const pivot = rows[column]![column]!;
    rows[column] = rows[column]!.map((value) => value / pivot);
    for (let i = 0; i < size; i++) {
      const factor = rows[i]![column]!;
      if (i === column || factor === 0) continue;
      rows[i] = rows[i]!.map((value, j) => value - factor * rows[column]![j]!);
    }
  }
  return rows.map((row) => row.slice(size));
}
