using System.Diagnostics;

namespace AudioIO.Benchmarks;

/// <summary>
/// Measures AudioIO and a peer in the same process and in turns, so that the machine's drift hits both alike: only ratios are quoted.
/// </summary>
internal static class Compare
{
    /// <summary>Ratio of speeds: the median over pairs of (peer's time / our time) for the same work.</summary>
    public static Result Speed(string what, string peer, double target, Action ours, Action theirs, int pairs = 7) =>
        new(what, peer, Median(ours, theirs, pairs, (a, b) => b / a), target, AtLeast: true);

    /// <summary>Ratio of times: the median over pairs of (our time / peer's time) for the same work.</summary>
    public static Result Cost(string what, string peer, double target, Action ours, Action theirs, int pairs = 7) =>
        new(what, peer, Median(ours, theirs, pairs, (a, b) => a / b), target, AtLeast: false);

    /// <summary>Ratios of the median and of the 99th percentile of our times to the peer's, over the same positions.</summary>
    public static IEnumerable<Result> Latency(
        string what, string peer, double medianTarget, double? percentile99Target, long[] positions, Action<long> ours, Action<long> theirs)
    {
        foreach (long position in positions.AsSpan(0, Math.Min(positions.Length, 200)))
        {
            ours(position);
            theirs(position);
        }
        double[] our = new double[positions.Length];
        double[] their = new double[positions.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            // Not the same position at once: the first of the two would warm the processor's caches for the second.
            long position = positions[i];
            long other = positions[(i + positions.Length / 2) % positions.Length];
            our[i] = Time(() => ours(position));
            their[i] = Time(() => theirs(other));
        }
        Array.Sort(our);
        Array.Sort(their);
        int middle = positions.Length / 2;
        string figures = $"{our[middle] * 1e6:0.0} / {their[middle] * 1e6:0.0} µs";
        yield return new Result($"{what}, median ({figures})", peer, our[middle] / their[middle], medianTarget, AtLeast: false);
        if (percentile99Target is not double target) yield break;
        int late = positions.Length * 99 / 100;
        yield return new Result($"{what}, 99th percentile", peer, our[late] / their[late], target, AtLeast: false);
    }

    /// <summary>Uniform positions from which <paramref name="count"/> frames can be read; the same at every run.</summary>
    public static long[] Positions(long frames, int count, int number = 2000)
    {
        var random = new Random(number);
        long[] positions = new long[number];
        for (int i = 0; i < number; i++) positions[i] = random.NextInt64(frames - count + 1);
        return positions;
    }

    private static double Median(Action ours, Action theirs, int pairs, Func<double, double, double> ratio)
    {
        WarmUp(ours);
        WarmUp(theirs);
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) ratios[i] = ratio(Time(ours), Time(theirs));
        Array.Sort(ratios);
        return ratios[pairs / 2];
    }

    // Long enough for the runtime to compile hot loops a second time, with what it has learned about them.
    private static void WarmUp(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        for (int runs = 0; runs == 0 || Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(0.5); runs++) action();
    }

    private static double Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
