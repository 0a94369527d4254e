namespace AudioIO;

/// <summary>The subframes of one FlacFrame on their way into rows, from one run of Rice codes to the next.</summary>
internal unsafe ref struct FlacFrameCursor
{
    public FlacBitReader Reader;

    private readonly FlacLanes _lanes;
    private readonly FlacStreamFormat _format;
    private readonly FlacStereoMode _mode;
    private readonly int _frame;
    private int _channel;
    private FlacResidual _residual;

    /// <param name="start">First byte of the FlacFrame.</param>
    /// <param name="length">Bytes in memory from there on.</param>
    /// <param name="header">Its header.</param>
    /// <param name="format">The stream's format.</param>
    /// <param name="lanes">Rows for the header's block size.</param>
    /// <param name="frame">Which FlacFrame of the rows it becomes.</param>
    public FlacFrameCursor(byte* start, int length, in FlacFrameHeader header, FlacStreamFormat format, FlacLanes lanes, int frame)
    {
        Reader = new FlacBitReader(start + header.Length, start + length);
        (_lanes, _format, _mode, _frame) = (lanes, format, header.StereoMode, frame);
        Fits = true;
    }

    public FlacFault Fault { get; private set; }

    /// <summary>False for sound or predictors of more bits than lanes have.</summary>
    public bool Fits { get; private set; }

    /// <summary>Reads two FlacFrames, code by code in turns as long as both have some.</summary>
    public static void ReadInTurns(ref FlacFrameCursor first, ref FlacFrameCursor second)
    {
        bool has = first.TryFindRun(), hasSecond = second.TryFindRun();
        while (has && hasSecond)
        {
            ref FlacResidual a = ref first._residual, b = ref second._residual;
            int count = Math.Min(a.Count, b.Count);
            int done = FlacRice.ReadTwo(
                ref first.Reader, a.Parameter, a.Destination, ref second.Reader, b.Parameter, b.Destination, count);
            a.Skip(done);
            b.Skip(done);
            has = first.Read(count - done);
            hasSecond = second.Read(count - done);
        }
        if (has) first.ReadRest();
        if (hasSecond) second.ReadRest();
    }

    /// <summary>Reads what is left of the FlacFrame but its footer.</summary>
    public void ReadRest()
    {
        while (Fault == FlacFault.None && (_residual.Count > 0 || TryFindRun())) Fault = _residual.Read(ref Reader, _residual.Count);
    }

    /// <summary>Reads codes of the present run.</summary>
    /// <returns>True when it has more of them, or another run follows.</returns>
    private bool Read(int count)
    {
        Fault = _residual.Read(ref Reader, count);
        return Fault == FlacFault.None && (_residual.Count > 0 || TryFindRun());
    }

    private bool TryFindRun()
    {
        while (true)
        {
            bool found = _residual.TryFindRun(ref Reader, out FlacFault fault);
            Fault = fault;
            // The first partition may hold nothing but the warm-up.
            if (found && _residual.Count == 0) continue;
            if (found || fault != FlacFault.None || _channel == _lanes.Channels) return found;
            Fault = _lanes.Begin(ref Reader, _frame, _channel, _format.SubframeBits(_mode, _channel), out _residual, out bool fits);
            if (Fault != FlacFault.None) return false;
            Fits &= fits;
            _lanes.SetMode(_frame, _mode);
            _channel++;
        }
    }
}
