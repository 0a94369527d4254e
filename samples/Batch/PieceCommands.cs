using System.Diagnostics;
using System.Globalization;
using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Batch;

/// <summary>What is done with the pieces of a plan.</summary>
/// <param name="planPath">Full path of the plan.</param>
/// <param name="results">Where the results of all pieces lie.</param>
/// <param name="output">Where to say what was done.</param>
internal sealed class PieceCommands(string planPath, string results, TextWriter output)
{
    /// <summary>One core: a scheduler gives as many tasks to a machine as it has.</summary>
    private static readonly AudioLoaderOptions Reading = new() { MaxDecodingThreads = 1 };

    private readonly WorkPlan _plan = WorkPlan.Read(planPath);

    /// <summary>Computes a piece that is not done, and others in a distance from it.</summary>
    /// <param name="first">The piece.</param>
    /// <param name="every">The distance; null for this piece alone.</param>
    public int Run(int first, int? every)
    {
        JobSettings settings = JobSettings.Of(_plan);
        if (first < 0 || first >= _plan.Pieces.Count)
            throw new UsageException($"There is no piece {first}: the plan has {_plan.Pieces.Count}, from 0.");
        if (every < 1) throw new UsageException($"--every: {every} is not above 0.");
        using ConcatenatedSource corpus = _plan.Open(Reading);
        for (long piece = first; piece < _plan.Pieces.Count; piece += every ?? _plan.Pieces.Count) Run((int)piece, corpus, settings);
        return 0;
    }

    /// <summary>Says what is done.</summary>
    public int Status(bool missingAlone)
    {
        WorkProgress progress = _plan.Progress(results);
        if (missingAlone) output.WriteLine(WorkProgress.RangesOf(progress.Missing));
        else
        {
            output.WriteLine(progress);
            foreach (string path in progress.Unfinished) output.WriteLine($"Being written, or left by a task that died: {path}");
            foreach (string path in progress.OtherPlans) output.WriteLine($"Results of another plan: {path}");
        }
        return progress.IsComplete ? 0 : 1;
    }

    /// <summary>Puts all results together.</summary>
    public int Gather(string folder)
    {
        IReadOnlyList<WorkResult> parts;
        try
        {
            parts = _plan.Gather(results);
        }
        catch (InvalidOperationException fault)
        {
            throw new UsageException(fault.Message);
        }
        Directory.CreateDirectory(folder);
        long levels = Table.Join<LevelRow>(Path.Combine(folder, Table.Levels), parts.Select(part => part.PathOf(Table.Levels)));
        long events = Table.Join<EventRow>(Path.Combine(folder, Table.Events), parts.Select(part => part.PathOf(Table.Events)));
        output.WriteLine($"{NumberText.Count(parts.Count, "piece")}: {NumberText.Count(levels, "row")} of levels, {NumberText.Count(events, "event")}");
        return 0;
    }

    private void Run(int piece, ConcatenatedSource corpus, JobSettings settings)
    {
        long begun = Stopwatch.GetTimestamp();
        using WorkPart? part = _plan.Begin(piece, results);
        if (part is null)
        {
            output.WriteLine($"Piece {piece} is done.");
            return;
        }
        using var signal = new TimedSignal(corpus.Signal<float>());
        var job = new PieceJob(corpus, signal, settings, Path.GetDirectoryName(planPath)!);
        (List<LevelRow> levels, List<EventRow> events) = job.Run(part.Piece);
        TimeSpan computed = Stopwatch.GetElapsedTime(begun);
        Table.Write(part.PathOf(Table.Levels), levels);
        Table.Write(part.PathOf(Table.Events), events);
        if (!part.Complete())
        {
            output.WriteLine($"Piece {piece} was done by another task meanwhile: its result stays, this one is gone.");
            return;
        }
        TimeSpan all = Stopwatch.GetElapsedTime(begun);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"Piece {piece}: {part.Piece.Owned.Count / corpus.Rate / 60:0.#} min of sound in {all.TotalSeconds:0.00} s ") +
            string.Create(CultureInfo.InvariantCulture,
            $"(reading {signal.Time.TotalSeconds:0.00}, computing {(computed - signal.Time).TotalSeconds:0.00}, writing {(all - computed).TotalSeconds:0.00}), ") +
            $"{NumberText.Count(levels.Count, "row")}, {NumberText.Count(events.Count, "event")}");
    }
}
