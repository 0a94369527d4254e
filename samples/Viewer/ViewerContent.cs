namespace AudioIO.Samples.Viewer;

/// <summary>All that is answered from, for one recording.</summary>
internal sealed class ViewerContent : IDisposable
{
    private readonly FilteredSamples _filtered;
    private readonly Overview<float> _overview;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _filling;

    /// <param name="recording">The recording.</param>
    /// <param name="labels">Path of its labels; null to keep them in memory.</param>
    /// <param name="cache">Folder that keeps the overview; null to keep it in memory.</param>
    public ViewerContent(ViewedRecording recording, string? labels, string? cache)
    {
        Recording = recording;
        Labels = new LabelStore(recording.Source, labels);
        _overview = recording.Samples.Overview(cache is null ? OverviewStore.Memory : OverviewStore.Folder(cache));
        _filtered = new FilteredSamples(recording.Samples);
        Waveforms = new WaveformTiles(_filtered, _overview);
        Spectrograms = new SpectrogramTiles(recording.Samples);
        Audio = new AudioPieces(_filtered);
        _filling = Fill(_end.Token);
    }

    public ViewedRecording Recording { get; }

    public LabelStore Labels { get; }

    public WaveformTiles Waveforms { get; }

    public SpectrogramTiles Spectrograms { get; }

    public AudioPieces Audio { get; }

    /// <summary>Tiles that were made, most recently used last.</summary>
    public TileMemory Tiles { get; } = new(16 << 20);

    /// <summary>Lets as many tiles be made at once as there are processors: more would only make each of them later.</summary>
    public SemaphoreSlim Turns { get; } = new(Environment.ProcessorCount);

    /// <summary>The same for tiles of very many spectra, one at a time: the others do not wait behind them.</summary>
    public SemaphoreSlim LongTurns { get; } = new(1);

    /// <summary>Which share of the overview is there, 0 to 1; 1 as well where it will not come any further.</summary>
    public double Filled => _filling.IsCompleted || Recording.Source.Frames == 0 ? 1 : _overview.FilledTo / (double)Recording.Source.Frames;

    /// <summary>Why the overview did not come to its end, or is not kept; null where all is well.</summary>
    public string? OverviewFault =>
        _filling.Exception?.InnerException?.Message ?? _overview.Parts.FirstOrDefault(part => part.Fault is not null)?.Fault?.Message;

    public void Dispose()
    {
        _end.Cancel();
        // It ends at once, by the token or by what went wrong before.
        _filling.ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _overview.Dispose();
        _end.Dispose();
        LongTurns.Dispose();
        Spectrograms.Dispose();
        _filtered.Dispose();
        Turns.Dispose();
    }

    /// <summary>The first picture comes before the overview, which takes all that a processor has.</summary>
    private async Task Fill(CancellationToken end)
    {
        await Task.Delay(TimeSpan.FromSeconds(1), end);
        await _overview.BuildAsync(cancellationToken: end);
    }
}
