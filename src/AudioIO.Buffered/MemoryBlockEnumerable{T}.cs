namespace AudioIO;

/// <summary>The blocks of frames in memory, for <c>foreach</c>.</summary>
/// <typeparam name="T">Type of a value.</typeparam>
public readonly ref struct MemoryBlockEnumerable<T>
    where T : unmanaged
{
    private readonly FrameSpan<T> _frames;
    private readonly BlockSteps _steps;

    internal MemoryBlockEnumerable(FrameSpan<T> frames, BlockSteps steps)
    {
        _frames = frames;
        _steps = steps;
    }

    /// <summary>Begins with the first block.</summary>
    public Enumerator GetEnumerator() => new(_frames, _steps);

    /// <summary>Walks through the blocks.</summary>
    public ref struct Enumerator
    {
        private readonly FrameSpan<T> _frames;
        private BlockSteps _steps;

        internal Enumerator(FrameSpan<T> frames, BlockSteps steps)
        {
            _frames = frames;
            _steps = steps;
        }

        /// <summary>The current block.</summary>
        public readonly FrameSpan<T> Current => _frames.Slice((int)_steps.Current.Start, (int)_steps.Current.Count);

        /// <summary>Goes to the next block.</summary>
        public bool MoveNext() => _steps.MoveNext();
    }
}
