namespace AudioIO.Fuzz;

/// <summary>Inputs that show a fault, made smaller for as long as they show the same one.</summary>
internal static class Minimisation
{
    /// <summary>
    /// Takes out spans, the longest first, and sets bytes to zero, as long as the same check fails in the same place. What is chosen at random
    /// changes with every byte: each smaller input is tried in every way there is.
    /// </summary>
    /// <param name="target">Runs it.</param>
    /// <param name="input">Shows a fault.</param>
    /// <param name="fault">The fault.</param>
    /// <returns>The smallest input found; the input itself where it shows no fault.</returns>
    public static byte[] Minimise(FuzzTarget target, byte[] input, out string fault)
    {
        fault = FaultOf(target, input);
        if (fault.Length == 0) return input;
        for (bool isSmaller = true; isSmaller;)
        {
            isSmaller = false;
            for (int length = Math.Max(1, input.Length / 2); length > 0; length /= 2)
            {
                for (int at = 0; at + length <= input.Length;)
                {
                    byte[] shorter = [.. input[..at], .. input[(at + length)..]];
                    if (FaultOf(target, shorter) != fault)
                    {
                        at += length;
                        continue;
                    }
                    (input, isSmaller) = (shorter, true);
                }
            }
        }
        for (int at = 0; at < input.Length; at++)
        {
            if (input[at] == 0) continue;
            byte[] plainer = [.. input];
            plainer[at] = 0;
            if (FaultOf(target, plainer) == fault) input = plainer;
        }
        return input;
    }

    private static string FaultOf(FuzzTarget target, byte[] input)
    {
        foreach (bool isThorough in (ReadOnlySpan<bool>)[false, true])
        {
            try
            {
                target.Run(input, isThorough);
            }
#pragma warning disable CA1031 // Whatever escapes is what is looked for.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                return Execution.NameOf(fault);
            }
        }
        return "";
    }
}
