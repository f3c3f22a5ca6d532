import { Component, type ComponentChildren } from 'preact'

type Props = { children: ComponentChildren; instead: ComponentChildren }

/** Shows something else where a part could not be loaded or drawn. Preact asks for a class here. */
export class ErrorBoundary extends Component<Props, { failed: boolean }> {
  override state = { failed: false }

  static override getDerivedStateFromError() {
    return { failed: true }
  }

  override componentDidCatch(error: unknown) {
    console.error('Anteroom: this could not be drawn', error)
  }

  override render() {
    return this.state.failed ? this.props.instead : this.props.children
  }
}
