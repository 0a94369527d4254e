using System.Diagnostics;

namespace AudioIO.Fuzz;

/// <summary>
/// Mutates inputs for some time. With instrumentation (<see cref="Coverage"/>) an input that takes a way of its own becomes one to begin with,
/// as in AFL; without, only seeds and corpus are. Every target has <see cref="LeastShare"/> of the processor's time at least, and of the rest as much as
/// it runs inputs in a second: a cheap one finds in that time what takes many inputs to find.
/// </summary>
/// <param name="targets">What is run.</param>
/// <param name="seed">Of the random numbers that change inputs.</param>
/// <param name="execution">Runs inputs.</param>
/// <param name="folder">Where new inputs go, and come from, those of other processes too; null to keep none.</param>
internal sealed class Campaign(IReadOnlyList<FuzzTarget> targets, int seed, Execution execution, string? folder)
{
    private const double LeastShare = 0.025;

    private readonly Random _random = new(seed);
    private readonly Progress[] _progress = [.. targets.Select(target => new Progress(target))];
    private readonly HashSet<string> _known = [];

    /// <summary>Runs until the time is over.</summary>
    /// <param name="time">How long, of the clock; running the inputs to begin with is not counted.</param>
    /// <param name="summaryPath">Where a summary goes every minute; null for nowhere.</param>
    /// <returns>What came of it.</returns>
    public Summary Run(TimeSpan time, string? summaryPath)
    {
        foreach (Progress progress in _progress)
        {
            foreach (byte[] input in (IEnumerable<byte[]>)[.. progress.Target.Seeds, .. Corpus.Of(progress.Target)])
                Try(progress, input, isFirst: true);
        }
        Take();
        foreach (Progress progress in _progress) (progress.Time, progress.First) = (default, progress.Count);
        var clock = Stopwatch.StartNew();
        var said = Stopwatch.StartNew();
        while (clock.Elapsed < time)
        {
            Progress progress = Next();
            byte[] input = Choose(progress.Inputs), other = progress.Inputs[_random.Next(progress.Inputs.Count)].Bytes;
            Try(progress, progress.Target.Mutate(_random, input, other), isFirst: false);
            if (said.Elapsed < TimeSpan.FromMinutes(1)) continue;
            said.Restart();
            Take();
            Summary summary = Sum();
            if (summaryPath is not null) summary.Write(summaryPath);
            else summary.Print(Console.Out);
        }
        Summary result = Sum();
        if (summaryPath is not null) result.Write(summaryPath);
        return result;
    }

    /// <summary>The target that is furthest behind its share.</summary>
    private Progress Next()
    {
        double rates = 0, rest = Math.Max(0, 1 - (LeastShare * _progress.Length));
        foreach (Progress progress in _progress) rates += progress.Rate;
        return _progress.MinBy(each => each.Time / (LeastShare + (rest * each.Rate / rates)))!;
    }

    private Summary Sum() => new([.. _progress.Select(each => new Summary.Line(
        each.Target.Name, each.Count, execution.RefusedOf(each.Target), each.Inputs.Count, execution.FaultsOf(each.Target), each.Time.TotalSeconds, each.Seen))]);

    /// <summary>Takes what others have put into the folder.</summary>
    private void Take()
    {
        if (folder is null) return;
        foreach (Progress progress in _progress)
        {
            foreach (string path in Corpus.Files(folder, progress.Target).Where(path => _known.Add(Path.GetFileName(path))))
                Try(progress, File.ReadAllBytes(path), isFirst: true);
        }
    }

    private void Try(Progress progress, byte[] input, bool isFirst)
    {
        TimeSpan began = Environment.CpuUsage.TotalTime;
        Coverage.Clear();
        bool holds = execution.Run(progress.Target, input, isThorough: false);
        bool isNew = Coverage.AddTo(progress.Seen) > 0;
        TimeSpan cost = Environment.CpuUsage.TotalTime - began;
        if (isNew && holds && !isFirst)
        {
            // What is new is looked at in every way; where that leads is known then, too.
            Coverage.Clear();
            holds = execution.Run(progress.Target, input, isThorough: true);
            Coverage.AddTo(progress.Seen);
        }
        progress.Count++;
        if (isFirst || (holds && isNew))
        {
            progress.Inputs.Add((input, cost));
            string name = Corpus.NameOf(progress.Target, input);
            if (!isFirst && folder is not null && _known.Add(name)) Corpus.Put(folder, name, input);
        }
        progress.Time += Environment.CpuUsage.TotalTime - began;
    }

    /// <summary>
    /// Half of the time one of the last ones: what was just reached leads on. Mostly the one of a few that takes the least time: what changes of it
    /// find, those of a slow one find as well, but a hundred times later.
    /// </summary>
    private byte[] Choose(List<(byte[] Bytes, TimeSpan Cost)> inputs)
    {
        const int Recent = 20, Rivals = 4;
        int from = _random.Next(2) == 0 ? Math.Max(0, inputs.Count - Recent) : 0;
        (byte[] bytes, TimeSpan cost) = inputs[_random.Next(from, inputs.Count)];
        if (_random.Next(8) == 0) return bytes;
        for (int i = 1; i < Rivals; i++)
        {
            (byte[] Bytes, TimeSpan Cost) rival = inputs[_random.Next(from, inputs.Count)];
            if (rival.Cost < cost) (bytes, cost) = rival;
        }
        return bytes;
    }

    private sealed class Progress(FuzzTarget target)
    {
        public FuzzTarget Target => target;

        public List<(byte[] Bytes, TimeSpan Cost)> Inputs { get; } = [];

        public byte[] Seen { get; } = new byte[Coverage.Size];

        public long Count { get; set; }

        /// <summary>Number of inputs to begin with, which are run before the time counts.</summary>
        public long First { get; set; }

        public TimeSpan Time { get; set; }

        /// <summary>Inputs in a second; the first one counts as one in a millisecond.</summary>
        public double Rate => (Count - First + 1) / (Time.TotalSeconds + 1e-3);
    }
}
