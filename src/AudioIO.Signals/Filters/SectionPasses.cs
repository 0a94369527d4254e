using System.Runtime.CompilerServices;
using AudioIO.Lanes;

namespace AudioIO.Filters;

/// <summary>
/// Sections over streams side by side, one per lane: value t of all lanes, then t + 1. A section is serial, each output waiting for the one
/// before (add, multiply, subtract: 12 cycles), but streams do not wait for each other, and neither do the sections of a pass: the second
/// one works on t while the first one works on t + 1. Direct form II transposed (Oppenheim and Schafer, Discrete-Time Signal Processing,
/// §6.3).
/// </summary>
internal static unsafe class SectionPasses
{
    /// <summary>Factors of a section in memory: B0, B1, B2, A1, A2.</summary>
    public const int Factors = 5;

    /// <summary>Filters in place.</summary>
    /// <param name="factors">Those of all sections.</param>
    /// <param name="sections">Number of sections.</param>
    /// <param name="state">Two vectors per section.</param>
    /// <param name="values">Vectors.</param>
    /// <param name="count">Number of vectors.</param>
    public static void Run<TLanes>(double* factors, int sections, double* state, double* values, int count)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        double* end = values + ((nint)count * TLanes.Count);
        int section = 0;
        for (; section + 3 < sections; section += 4)
            Four<TLanes>(factors + (section * Factors), state + (2 * section * TLanes.Count), values, end);
        for (; section + 1 < sections; section += 2)
            Two<TLanes>(factors + (section * Factors), state + (2 * section * TLanes.Count), values, end);
        if (section < sections) One<TLanes>(factors + (section * Factors), state + (2 * section * TLanes.Count), values, end);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One<TLanes>(double* factors, double* state, double* values, double* end)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        var section = new Section<TLanes>(factors);
        TLanes s1 = TLanes.Load(state), s2 = TLanes.Load(state + TLanes.Count);
        for (; values != end; values += TLanes.Count) section.Step(TLanes.Load(values), ref s1, ref s2).Store(values);
        s1.Store(state);
        s2.Store(state + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Two<TLanes>(double* factors, double* state, double* values, double* end)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        Section<TLanes> first = new(factors), second = new(factors + Factors);
        TLanes s1 = TLanes.Load(state), s2 = TLanes.Load(state + TLanes.Count);
        TLanes t1 = TLanes.Load(state + (2 * TLanes.Count)), t2 = TLanes.Load(state + (3 * TLanes.Count));
        for (; values != end; values += TLanes.Count)
        {
            TLanes between = first.Step(TLanes.Load(values), ref s1, ref s2);
            second.Step(between, ref t1, ref t2).Store(values);
        }
        s1.Store(state);
        s2.Store(state + TLanes.Count);
        t1.Store(state + (2 * TLanes.Count));
        t2.Store(state + (3 * TLanes.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four<TLanes>(double* factors, double* state, double* values, double* end)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        Section<TLanes> first = new(factors), second = new(factors + Factors);
        Section<TLanes> third = new(factors + (2 * Factors)), fourth = new(factors + (3 * Factors));
        TLanes s1 = TLanes.Load(state), s2 = TLanes.Load(state + TLanes.Count);
        TLanes t1 = TLanes.Load(state + (2 * TLanes.Count)), t2 = TLanes.Load(state + (3 * TLanes.Count));
        TLanes u1 = TLanes.Load(state + (4 * TLanes.Count)), u2 = TLanes.Load(state + (5 * TLanes.Count));
        TLanes v1 = TLanes.Load(state + (6 * TLanes.Count)), v2 = TLanes.Load(state + (7 * TLanes.Count));
        for (; values != end; values += TLanes.Count)
        {
            TLanes between = first.Step(TLanes.Load(values), ref s1, ref s2);
            between = second.Step(between, ref t1, ref t2);
            between = third.Step(between, ref u1, ref u2);
            fourth.Step(between, ref v1, ref v2).Store(values);
        }
        s1.Store(state);
        s2.Store(state + TLanes.Count);
        t1.Store(state + (2 * TLanes.Count));
        t2.Store(state + (3 * TLanes.Count));
        u1.Store(state + (4 * TLanes.Count));
        u2.Store(state + (5 * TLanes.Count));
        v1.Store(state + (6 * TLanes.Count));
        v2.Store(state + (7 * TLanes.Count));
    }

    private readonly struct Section<TLanes>(double* factors)
        where TLanes : unmanaged, ILanes<TLanes, double>
    {
        private readonly TLanes _b0 = TLanes.Broadcast(factors[0]);
        private readonly TLanes _b1 = TLanes.Broadcast(factors[1]);
        private readonly TLanes _b2 = TLanes.Broadcast(factors[2]);
        private readonly TLanes _a1 = TLanes.Broadcast(factors[3]);
        private readonly TLanes _a2 = TLanes.Broadcast(factors[4]);

        // The sum that does not wait for the output comes first.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Step(TLanes x, ref TLanes s1, ref TLanes s2)
        {
            TLanes y = (_b0 * x) + s1;
            s1 = ((_b1 * x) + s2) - (_a1 * y);
            s2 = (_b2 * x) - (_a2 * y);
            return y;
        }
    }
}
