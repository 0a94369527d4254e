namespace AudioIO.Filters;

/// <summary>The state in which a cascade would be, had its input been 1 for ever: what scipy calls <c>sosfilt_zi</c>.</summary>
internal static class SteadyState
{
    /// <summary>
    /// Two values per section. With the input x the output is y = x (B0 + B1 + B2) / (1 + A1 + A2), and the state of direct form II
    /// transposed follows from its own recursion at rest: s₂ = B2 x − A2 y and s₁ = y − B0 x (Oppenheim and Schafer, Discrete-Time Signal
    /// Processing, §6.3).
    /// </summary>
    public static double[] Of(ReadOnlySpan<SecondOrderSection> sections)
    {
        var state = new double[2 * sections.Length];
        double input = 1;
        for (int i = 0; i < sections.Length; i++)
        {
            (double b0, double b1, double b2, double a1, double a2) = sections[i];
            double output = input * (b0 + b1 + b2) / (1 + a1 + a2);
            state[2 * i] = output - (b0 * input);
            state[(2 * i) + 1] = (b2 * input) - (a2 * output);
            input = output;
        }
        return state;
    }
}
