import {
  Activity, ArrowRight, ChartSpline, Check, ChevronDown, ChevronRight, CircleAlert, CircleCheck, CircleStop, CircleX, Clock,
  Database, Download, Ellipsis, Eraser, FileJson, FlaskConical, KeyRound, Link2, LoaderCircle, Moon, Play, Plus, RotateCcw,
  Sparkles, Sun, SunMoon, Table2, Terminal, Trash2, TriangleAlert, Upload, X, type IconNode,
} from 'lucide';

/** The icons that the dashboard uses, by the name that `dw-icon` takes (Lucide, ISC licence). */
export const ICONS = {
  'activity': Activity,
  'arrow-right': ArrowRight,
  'check': Check,
  'chevron-down': ChevronDown,
  'chevron-right': ChevronRight,
  'clock': Clock,
  'database': Database,
  'distribution': ChartSpline,
  'download': Download,
  'eraser': Eraser,
  'error': CircleAlert,
  'failed': CircleX,
  'flask': FlaskConical,
  'json': FileJson,
  'key': KeyRound,
  'link': Link2,
  'moon': Moon,
  'more': Ellipsis,
  'play': Play,
  'plus': Plus,
  'reset': RotateCcw,
  'sparkles': Sparkles,
  'spinner': LoaderCircle,
  'stop': CircleStop,
  'success': CircleCheck,
  'sun': Sun,
  'sun-moon': SunMoon,
  'table': Table2,
  'terminal': Terminal,
  'trash': Trash2,
  'upload': Upload,
  'warning': TriangleAlert,
  'x': X,
} as const satisfies Record<string, IconNode>;

export type IconName = keyof typeof ICONS;
