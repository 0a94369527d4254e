using System.Diagnostics;
using AudioIO.Benchmarks.Peers;

namespace AudioIO.Benchmarks;

/// <summary>
/// Measures AudioIO and a peer in the same process and in turns, so that the machine's drift hits both alike: only ratios are quoted.
/// </summary>
internal static class Compare
{
    private delegate double Clock();

    /// <summary>Ratio of speeds: the median over pairs of (peer's wall time / ours) for the same work.</summary>
    public static Result Speed(string what, string peer, double target, Action ours, Action theirs, int pairs = 7) =>
        new(what, peer, Median(WallSeconds, theirs, ours, pairs), target, AtLeast: true);

    /// <summary>As <see cref="Speed(string, string, double, Action, Action, int)"/>, in CPU time of one thread: for work that neither side shares between threads.</summary>
    public static Result CpuSpeed(string what, string peer, double target, Action ours, Action theirs, int pairs = 7) =>
        new(what, peer, Median(ThreadClock.Seconds, theirs, ours, pairs), target, AtLeast: true);

    /// <summary>As <see cref="Speed(string, string, double, Action, Action, int)"/>, of a peer that says itself how many seconds it took.</summary>
    public static Result Speed(string what, string peer, double target, Action ours, Func<double> theirs, int pairs = 7) =>
        new(what, peer, Median(WallSeconds, theirs, ours, pairs), target, AtLeast: true);

    /// <summary>As <see cref="CpuSpeed(string, string, double, Action, Action, int)"/>, of a peer that says itself how many seconds it took.</summary>
    public static Result CpuSpeed(string what, string peer, double target, Action ours, Func<double> theirs, int pairs = 7) =>
        new(what, peer, Median(ThreadClock.Seconds, theirs, ours, pairs), target, AtLeast: true);

    /// <summary>Milliseconds, the median of runs: for what a person waits for.</summary>
    public static Result Time(string what, double target, Action ours, int runs = 7)
    {
        WarmUp(ours);
        double[] times = new double[runs];
        for (int i = 0; i < runs; i++) times[i] = 1000 * Time(WallSeconds, ours);
        Array.Sort(times);
        return new Result(what, "", times[runs / 2], target, AtLeast: false);
    }

    /// <summary>Ratio of times: the median over pairs of (our CPU time / peer's) for the same work on one thread.</summary>
    public static Result Cost(string what, string peer, double target, Action ours, Action theirs, int pairs = 7) =>
        new(what, peer, Median(ThreadClock.Seconds, ours, theirs, pairs), target, AtLeast: false);

    /// <summary>Ratios of the median and of the 99th percentile of our times to the peer's, over the same positions.</summary>
    public static IEnumerable<Result> Latency(
        string what, string peer, double medianTarget, double? percentile99Target, long[] positions, Action<long> ours, Action<long> theirs)
    {
        WarmUp(() => Array.ForEach(positions, ours));
        WarmUp(() => Array.ForEach(positions, theirs));
        double[] our = new double[positions.Length];
        double[] their = new double[positions.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            // Not the same position at once: the first of the two would warm the processor's caches for the second.
            long position = positions[i];
            long other = positions[(i + positions.Length / 2) % positions.Length];
            our[i] = Time(WallSeconds, () => ours(position));
            their[i] = Time(WallSeconds, () => theirs(other));
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

    private static double Median(Clock clock, Action numerator, Action denominator, int pairs)
    {
        WarmUp(numerator);
        WarmUp(denominator);
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) ratios[i] = Time(clock, numerator) / Time(clock, denominator);
        Array.Sort(ratios);
        return ratios[pairs / 2];
    }

    private static double Median(Clock clock, Func<double> theirs, Action ours, int pairs)
    {
        WarmUp(ours);
        theirs();
        double[] ratios = new double[pairs];
        for (int i = 0; i < pairs; i++) ratios[i] = theirs() / Time(clock, ours);
        Array.Sort(ratios);
        return ratios[pairs / 2];
    }

    // Long enough for the runtime to compile hot loops a second time, with what it has learned about them.
    private static void WarmUp(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        for (int runs = 0; runs == 0 || Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(0.5); runs++) action();
    }

    private static double Time(Clock clock, Action action)
    {
        double start = clock();
        action();
        return clock() - start;
    }

    private static double WallSeconds() => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency;
}
