namespace AudioIO.Fuzz;

/// <summary>The fewest and smallest inputs that still take every branch that all of them take.</summary>
internal static class Distillation
{
    /// <summary>Looks at the smallest inputs first, and keeps those that take branches which none before has taken.</summary>
    /// <param name="target">Runs them.</param>
    /// <param name="inputs">All inputs.</param>
    /// <param name="execution">Runs them under watch: an input with a fault is left out.</param>
    public static List<byte[]> Distil(FuzzTarget target, IEnumerable<byte[]> inputs, Execution execution)
    {
        byte[] seen = new byte[Coverage.Size];
        var kept = new List<byte[]>();
        foreach (byte[] input in inputs.OrderBy(input => input.Length))
        {
            Coverage.Clear();
            // As a campaign does, which has looked in every way at what it kept.
            if (execution.Run(target, input, isThorough: false) && Coverage.AddTo(seen, counted: false) > 0) kept.Add(input);
        }
        return kept;
    }
}
