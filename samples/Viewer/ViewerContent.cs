using System.Diagnostics;

namespace AudioIO.Samples.Viewer;

/// <summary>All that is answered from, for one recording, and the work behind it: overviews are filled, and a recording that grows is followed.</summary>
internal sealed class ViewerContent : IDisposable
{
    /// <summary>The first picture comes before the overview, which takes all that a processor has.</summary>
    private static readonly TimeSpan FillingAfter = TimeSpan.FromSeconds(2);

    /// <summary>For so long after it grew last, a recording is said to be growing.</summary>
    private static readonly TimeSpan LiveFor = TimeSpan.FromSeconds(15);

    private readonly FilteredSamples _filtered;
    private readonly Overview<float> _overview;
    private readonly KeptSpectrograms _spectra;
    private readonly SampledPlaces _places;
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _work = new(0);
    private readonly Task _firstPicture, _filling, _following;
    private long _grown; // a time stamp, 0 for never
    private string? _fillingFault, _followingFault;
    private bool _isFilled;

    /// <param name="recording">The recording.</param>
    /// <param name="options">Where labels and overviews are, and how often to look whether the recording has grown.</param>
    public ViewerContent(ViewedRecording recording, ViewerOptions options)
    {
        Recording = recording;
        Labels = new LabelStore(recording.Source, options.Labels);
        OverviewStore store = options.Cache is null ? OverviewStore.Memory : OverviewStore.Folder(options.Cache);
        _overview = recording.Samples.Overview(store);
        _filtered = new FilteredSamples(recording.Samples);
        _spectra = new KeptSpectrograms(recording.Samples, store);
        _spectra.Asked += () => _work.Release();
        _places = new SampledPlaces(recording.Samples);
        Courtesy = new Courtesy(_end.Token);
        Waveforms = new WaveformTiles(_filtered, _overview, _places);
        Spectrograms = new SpectrogramTiles(recording.Samples, _spectra, _places);
        Audio = new AudioPieces(_filtered);
        _firstPicture = Task.Run(() => FirstPicture.Make(this, _end.Token));
        _filling = Fill(_end.Token);
        _following = Follow(options.LookEvery, _end.Token);
    }

    public ViewedRecording Recording { get; }

    public LabelStore Labels { get; }

    public WaveformTiles Waveforms { get; }

    public SpectrogramTiles Spectrograms { get; }

    public AudioPieces Audio { get; }

    /// <summary>Tiles that were made, most recently used last.</summary>
    public TileMemory Tiles { get; } = new(16 << 20);

    /// <summary>Who fills waits for those who make tiles.</summary>
    public Courtesy Courtesy { get; }

    /// <summary>Lets as many tiles be made at once as there are processors: more would only make each of them later.</summary>
    public SemaphoreSlim Turns { get; } = new(Environment.ProcessorCount);

    /// <summary>The same for tiles of very many spectra, one at a time: the others do not wait behind them.</summary>
    public SemaphoreSlim LongTurns { get; } = new(1);

    /// <summary>Which share of the overview is there, 0 to 1; 1 as well where it will not come any further.</summary>
    public double Filled => Volatile.Read(ref _isFilled) || Recording.Source.Frames == 0 ? 1 : _overview.FilledTo / (double)Recording.Source.Frames;

    /// <summary>The same of the coarse spectrograms that were asked for.</summary>
    public double FilledSpectra => _fillingFault is not null ? 1 : _spectra.Filled;

    /// <summary>True if the recording has grown lately.</summary>
    public bool IsLive => Volatile.Read(ref _grown) is not 0 and var stamp && Stopwatch.GetElapsedTime(stamp) < LiveFor;

    /// <summary>Why overviews did not come to their end, or are not kept, or the recording is not followed any more.</summary>
    public IEnumerable<string> Faults
    {
        get
        {
            string? overview = _fillingFault ?? _overview.Parts.FirstOrDefault(part => part.Fault is not null)?.Fault?.Message ?? _spectra.Fault;
            if (overview is not null) yield return $"Overview: {overview}";
            if (_followingFault is { } following) yield return $"What has been recorded since is not shown: {following}";
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        // They end at once, by the token or by what went wrong before.
        Task.WhenAll(_firstPicture, _filling, _following).ContinueWith(_ => { }, TaskScheduler.Default).Wait();
        _spectra.Dispose();
        _overview.Dispose();
        Courtesy.Dispose();
        _end.Dispose();
        LongTurns.Dispose();
        Spectrograms.Dispose();
        _filtered.Dispose();
        Turns.Dispose();
        _work.Dispose();
    }

    /// <summary>Fills the overview, then coarse spectrograms, and again when there is more to be filled.</summary>
    private async Task Fill(CancellationToken end)
    {
        await Task.Delay(FillingAfter, end);
        _places.Forget(); // the first picture has been there, and filling needs room itself
        try
        {
            var progress = new SmallHeap(Courtesy);
            while (true)
            {
                await _overview.BuildAsync(progress, end);
                Volatile.Write(ref _isFilled, true);
                await _spectra.BuildAsync(progress, end);
                await _work.WaitAsync(end);
                while (_work.Wait(0, end))
                {
                    // As often as it was said meanwhile: once is enough.
                }
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            _fillingFault = fault.Message;
            Volatile.Write(ref _isFilled, true);
        }
    }

    /// <summary>Looks whether a recorder has written more.</summary>
    private async Task Follow(TimeSpan every, CancellationToken end)
    {
        using var timer = new PeriodicTimer(every);
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                if (Recording.Samples.Refresh() <= 0) continue;
                Volatile.Write(ref _grown, Stopwatch.GetTimestamp());
                _work.Release();
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Another file in its place, or none any more: what was read before is shown as it was.
            _followingFault = fault.Message;
        }
    }
}
