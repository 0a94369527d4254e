namespace AudioIO;

/// <summary>The blocks of every continuous range of an array, for <c>foreach</c>: each is a view of the window, valid until the next one.</summary>
/// <typeparam name="T">Type of a value.</typeparam>
public readonly struct ContinuousBlockEnumerable<T>
    where T : unmanaged
{
    private readonly BufferedArray<T> _array;
    private readonly IReadOnlyList<FrameRange> _ranges;
    private readonly int _size;
    private readonly int _overlap;

    internal ContinuousBlockEnumerable(BufferedArray<T> array, IReadOnlyList<FrameRange> ranges, int size, int overlap)
    {
        _array = array;
        _ranges = ranges;
        _size = size;
        _overlap = overlap;
    }

    /// <summary>Begins with the first block.</summary>
    public Enumerator GetEnumerator() => new(this);

    /// <summary>Walks through the blocks.</summary>
    public ref struct Enumerator
    {
        private readonly ContinuousBlockEnumerable<T> _blocks;
        private int _range = -1;
        private BlockSteps _steps; // of no block, until the first range

        internal Enumerator(ContinuousBlockEnumerable<T> blocks) => _blocks = blocks;

        /// <summary>The current block.</summary>
        public FrameSpan<T> Current { readonly get; private set; }

        /// <summary>Goes to the next block, that of the next range where one has ended.</summary>
        public bool MoveNext()
        {
            while (!_steps.MoveNext())
            {
                if (++_range >= _blocks._ranges.Count) return false;
                FrameRange range = _blocks._ranges[_range];
                _steps = new BlockSteps(_blocks._size, _blocks._overlap, range.Start, range.Stop, range.Stop);
            }
            Current = _blocks._array.View(_steps.Current, "size");
            return true;
        }
    }
}
