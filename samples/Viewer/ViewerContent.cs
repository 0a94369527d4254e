namespace AudioIO.Samples.Viewer;

/// <summary>All that is answered from, for one recording.</summary>
internal sealed class ViewerContent : IDisposable
{
    private readonly FilteredSamples _filtered;

    /// <param name="recording">The recording.</param>
    /// <param name="labels">Path of its labels; null to keep them in memory.</param>
    public ViewerContent(ViewedRecording recording, string? labels)
    {
        Recording = recording;
        Labels = new LabelStore(recording.Source, labels);
        _filtered = new FilteredSamples(recording.Samples);
        Waveforms = new WaveformTiles(_filtered);
        Spectrograms = new SpectrogramTiles(recording.Samples);
        Audio = new AudioPieces(_filtered);
    }

    public ViewedRecording Recording { get; }

    public LabelStore Labels { get; }

    public WaveformTiles Waveforms { get; }

    public SpectrogramTiles Spectrograms { get; }

    public AudioPieces Audio { get; }

    /// <summary>Tiles that were made, most recently used last.</summary>
    public TileMemory Tiles { get; } = new(32 << 20);

    /// <summary>Lets as many tiles be made at once as there are processors: more would only make each of them later.</summary>
    public SemaphoreSlim Turns { get; } = new(Environment.ProcessorCount);

    public void Dispose()
    {
        Spectrograms.Dispose();
        _filtered.Dispose();
        Turns.Dispose();
    }
}
