using AudioIO.Samples.Terminal;

namespace AudioIO.Samples.Batch;

/// <summary>Looks at a corpus and writes its plan.</summary>
internal static class MakePlan
{
    private static readonly string[] Extensions = [".wav", ".flac", ".w64", ".rf64", ".bwf"];

    /// <summary>Writes the plan and says what it is.</summary>
    public static int Run(PlanRequest request, TextWriter output)
    {
        string[] paths = [.. request.Recordings.SelectMany(FilesOf)];
        if (paths.Length == 0) throw new UsageException($"There is no recording in {string.Join(", ", request.Recordings)}.");
        var opening = new AudioLoaderOptions
        {
            FileOrder = FileOrder.StartTime,
            OnJoin = request.Force ? JoinPolicy.Force : JoinPolicy.Report,
            OnDamage = request.SilencesDamage ? DamagePolicy.Silence : DamagePolicy.Throw,
            RecorderZone = request.Zone,
        };
        using ConcatenatedSource corpus = ConcatenatedSource.Open(paths, opening);
        foreach (LeftOutFile file in corpus.LeftOut) output.WriteLine($"Left out: {file.Path}: {file.Reason.Message.ReplaceLineEndings(" ")}");
        JobSettings settings = SettingsOf(request, corpus.Rate);
        var options = new WorkPlanOptions
        {
            PieceFrames = (long)request.Minutes * settings.MinuteFrames,
            TileFrames = settings.MinuteFrames,
            FramesBefore = settings.FramesBefore,
            FramesAfter = settings.FramesAfter,
            Breaks = WorkBreaks.Together,
            Job = settings.ToJob(),
        };
        // The index has the order that was found.
        WorkPlan plan = WorkPlan.Create(corpus.ToIndex(), options, opening with { FileOrder = FileOrder.AsGiven });
        plan.Write(request.Output);
        output.WriteLine($"{NumberText.Count(plan.Index.Files.Count, "file")}, " +
            $"{corpus.Duration.TotalHours:0.##} h of {NumberText.Count(corpus.Channels, "channel")} at {NumberText.Rate(corpus.Rate)}, in {NumberText.Count(plan.Pieces.Count, "piece")}: {request.Output}");
        return 0;
    }

    private static JobSettings SettingsOf(PlanRequest request, double rate)
    {
        double minute = Math.Round(60 * rate);
        if (minute > int.MaxValue) throw new UsageException($"A minute at {NumberText.Rate(rate)} is too long.");
        int hop = JobSettings.HopFor((int)minute, request.Size);
        FrequencyBand[] octaves = FrequencyBand.Octaves(rate, request.Size);
        FrequencyBand[] bands = request.Bands.Length > 0 ? request.Bands : octaves;
        FrequencyBand events = request.EventBand ?? octaves[0];
        foreach (FrequencyBand band in bands.Append(events))
        {
            if (band.Bins(rate, request.Size).Count == 0)
            {
                throw new UsageException($"The band {band} Hz has no value in spectra of {request.Size} frames at {NumberText.Rate(rate)}: " +
                    "a wider one, or a larger --size.");
            }
        }
        return new JobSettings
        {
            MinuteFrames = (int)minute,
            Size = request.Size,
            Hop = hop,
            Bands = bands,
            EventBand = events,
            ThresholdDb = request.ThresholdDb,
            // An hour of hops at most: --pause and --longest end there, a hop has 2 frames or more.
            JoinedColumns = (int)Math.Round(request.PauseSeconds * rate / hop),
            LongestColumns = Math.Max(1, (int)Math.Round(request.LongestSeconds * rate / hop)),
        };
    }

    private static IEnumerable<string> FilesOf(string path)
    {
        if (!Directory.Exists(path)) return [path];
        var all = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System };
        return Directory.EnumerateFiles(path, "*", all)
            .Where(file => Extensions.Contains(Path.GetExtension(file).ToLowerInvariant()))
            .Order(StringComparer.Ordinal);
    }
}
