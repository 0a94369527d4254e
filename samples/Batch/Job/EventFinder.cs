namespace AudioIO.Samples.Batch;

/// <summary>An event: the spectra from one to another one, both included.</summary>
/// <param name="First">Index of the first spectrum in its stretch.</param>
/// <param name="Last">Index of the last one.</param>
/// <param name="IsCut">True where it went on for longer than is followed.</param>
/// <param name="PeakPower">Power of the loudest one.</param>
/// <param name="MeanPower">Mean power from the first to the last one.</param>
internal readonly record struct FoundEvent(long First, long Last, bool IsCut, double PeakPower, double MeanPower);

/// <summary>
/// Finds events in the powers of one channel, spectrum by spectrum: what is above the threshold, with pauses of so many spectra in it.
/// <para>
/// An event begins where none of the spectra within a pause before it is above, which can be told from these alone, and is followed for no
/// longer than the longest one: so it is a function of its place, and each is found by the piece that owns its beginning, and by no other one.
/// </para>
/// </summary>
/// <param name="threshold">Least power of a spectrum that is above.</param>
/// <param name="joined">Largest number of spectra of a pause.</param>
/// <param name="longest">Largest number of spectra of an event.</param>
internal sealed class EventFinder(double threshold, int joined, int longest)
{
    private readonly List<FoundEvent> _found = [];
    private long _below; // spectra since the last one above, or since the first one looked at
    private bool _isOpen;
    private long _first;
    private long _last;
    private double _sum; // of the powers from the first one on
    private double _sumToLast;
    private double _peak;

    /// <summary>True while it is not known where an event ends.</summary>
    public bool IsOpen => _isOpen;

    /// <summary>Begins at a spectrum.</summary>
    /// <param name="isBeginning">True at the beginning of a stretch: there is nothing before it.</param>
    public void Begin(bool isBeginning)
    {
        _below = isBeginning ? long.MaxValue / 2 : 0;
        _isOpen = false;
    }

    /// <summary>Looks at the next spectrum.</summary>
    /// <param name="column">Its index.</param>
    /// <param name="power">Its power.</param>
    /// <param name="mayBegin">True where events that begin here are looked for.</param>
    public void Add(long column, double power, bool mayBegin)
    {
        bool isAbove = power >= threshold;
        if (_isOpen) Follow(column, power, isAbove);
        else if (isAbove && mayBegin && _below > joined)
        {
            _isOpen = true;
            _first = _last = column;
            _sum = _sumToLast = _peak = power;
        }
        _below = isAbove ? 0 : _below + 1;
    }

    /// <summary>The stretch is over.</summary>
    public void End()
    {
        if (_isOpen) Close(isCut: false);
    }

    /// <summary>What was found since the last call.</summary>
    public FoundEvent[] Take()
    {
        FoundEvent[] found = [.. _found];
        _found.Clear();
        return found;
    }

    private void Follow(long column, double power, bool isAbove)
    {
        _sum += power;
        if (!isAbove)
        {
            if (column - _last > joined) Close(isCut: false);
        }
        else if (column - _first >= longest) Close(isCut: true);
        else
        {
            _last = column;
            _sumToLast = _sum;
            _peak = Math.Max(_peak, power);
        }
    }

    private void Close(bool isCut)
    {
        _found.Add(new FoundEvent(_first, _last, isCut, _peak, _sumToLast / (_last - _first + 1)));
        _isOpen = false;
    }
}
