// Exercise plan types for the Foyle Physio patient app (Derry)

export interface Exercise {
  id: string;
  title: string;
  sets: number;
  reps: number;
  holdSeconds?: number;
}

export interface Plan {
  planId: string;
  exercises: Exercise[];
  /** ISO date */
  reviewOn: string;
}

// Reps may be 0: Dympna McGettigan only does the holds since her shoulder op,
// and the chart divided by zero on her phone.
export function workload(e: Exercise): number {
  const reps = e.reps > 0 ? e.reps : 1;
  return e.sets * reps * (e.holdSeconds ?? 1);
}
