namespace AudioIO;

/// <summary>The blocks of an array, for <c>foreach</c>: each is a view of the window, valid until the next one.</summary>
/// <typeparam name="T">Type of a value.</typeparam>
public readonly struct BlockEnumerable<T>
    where T : unmanaged
{
    private readonly BufferedArray<T> _array;
    private readonly BlockSteps _steps;

    internal BlockEnumerable(BufferedArray<T> array, BlockSteps steps)
    {
        _array = array;
        _steps = steps;
    }

    /// <summary>Begins with the first block.</summary>
    public Enumerator GetEnumerator() => new(_array, _steps);

    /// <summary>Walks through the blocks.</summary>
    public ref struct Enumerator
    {
        private readonly BufferedArray<T> _array;
        private BlockSteps _steps;

        internal Enumerator(BufferedArray<T> array, BlockSteps steps)
        {
            _array = array;
            _steps = steps;
        }

        /// <summary>The current block.</summary>
        public FrameSpan<T> Current { readonly get; private set; }

        /// <summary>Goes to the next block.</summary>
        public bool MoveNext()
        {
            if (!_steps.MoveNext()) return false;
            Current = _array.View(_steps.Current, "size");
            return true;
        }
    }
}
